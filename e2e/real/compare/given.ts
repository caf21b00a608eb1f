import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '#lib/kubernetes/types.ts';

/** What git holds in these tests: kinds as teams write them, with a few of the spellings that servers change. */
const GIT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web, "kustomize.toolkit.fluxcd.io/name": shop } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      automountServiceAccountToken: false
      hostNetwork: false
      nodeSelector: { pool: general }
      securityContext: { runAsNonRoot: true }
      initContainers: [{ name: migrate, image: "registry.example/migrate:3" }, { name: warm, image: "registry.example/warm:1" }]
      containers:
        - name: web
          image: registry.example/web:1.4
          args: [--port=8080, --verbose]
          env: [{ name: MODE, value: live }, { name: EMPTY, value: "" }, { name: SEED, value: "7" }]
          ports: [{ containerPort: 8080, name: http }]
          resources: { limits: { cpu: "0.5", memory: 1024Mi }, requests: { cpu: 1e-1 } }
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true }
          readinessProbe: { httpGet: { path: /ready, port: http } }
          volumeMounts: [{ name: cache, mountPath: /cache }, { name: settings, mountPath: /settings }]
        - { name: proxy, image: registry.example/proxy }
      volumes: [{ name: cache, emptyDir: {} }, { name: settings, configMap: { name: settings } }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      terminationGracePeriodSeconds: 60
      containers: [{ name: db, image: "registry.example/db:16", livenessProbe: { exec: { command: [check] } } }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 0.5Gi } } }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      tolerations: [{ operator: Exists }]
      containers: [{ name: agent, image: "registry.example/agent:2", ports: [{ containerPort: 53, protocol: UDP }, { containerPort: 53 }] }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "0 4 * * *"
  jobTemplate:
    spec:
      template:
        spec: { restartPolicy: Never, containers: [{ name: report, image: "registry.example/report:9" }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  template:
    spec: { restartPolicy: OnFailure, containers: [{ name: import, image: "registry.example/import:9" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: probe }
spec:
  tolerations: [{ key: pool, operator: Exists }]
  containers: [{ name: probe, image: "registry.example/probe:latest" }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }, { name: metrics, port: 9090 }] }
---
apiVersion: v1
kind: Service
metadata: { name: edge }
spec: { type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 443 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  tls: [{ hosts: [shop.example], secretName: tls }]
  rules: [{ host: shop.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
  ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { mode: live, empty: "", limits.yaml: "perMinute: 60\\n" }
---
apiVersion: v1
kind: Secret
metadata: { name: keys }
stringData: { token: original-token }
data: { salt: "YWJj\\nZGVm" }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web }
automountServiceAccountToken: false
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
rules: [{ apiGroups: [""], resources: [pods], verbs: [get, list] }, { apiGroups: [apps], resources: [deployments], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }, { kind: Group, name: staff }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: shop-viewer }
rules: [{ apiGroups: [""], resources: [namespaces], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: shop-viewer }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: shop-viewer }
subjects: [{ kind: User, name: ann }]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  maxReplicas: 6
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
  behavior: { scaleDown: { stabilizationWindowSeconds: 120 } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 50%, selector: { matchLabels: { app: web } } }
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: shop }
spec: { hard: { requests.cpu: "1000m", pods: 20, requests.memory: 2e9 } }
---
apiVersion: v1
kind: LimitRange
metadata: { name: shop }
spec: { limits: [{ type: PersistentVolumeClaim, max: { storage: 1024Gi } }] }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: files }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 2048Mi } } }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: files }
spec: { accessModes: [ReadWriteOnce], capacity: { storage: 10Gi }, nfs: { server: nfs.example, path: /files } }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: disks.example
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: urgent }
value: 100
---
apiVersion: v1
kind: Namespace
metadata: { name: audited, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: checks }
webhooks:
  - name: checks.shop.example
    clientConfig: { service: { name: checks, namespace: shop } }
    sideEffects: None
    admissionReviewVersions: [v1]
    rules: [{ apiGroups: [shop.example], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [orders] }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: defaults }
webhooks:
  - name: defaults.shop.example
    clientConfig: { service: { name: defaults, namespace: shop, path: /mutate } }
    sideEffects: NoneOnDryRun
    admissionReviewVersions: [v1]
    rules: [{ apiGroups: [shop.example], apiVersions: [v1], operations: [CREATE], resources: [orders] }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: small-orders }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [shop.example], apiVersions: [v1], operations: [CREATE], resources: [orders] }] }
  validations: [{ expression: "object.spec.size < 10" }]
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: edge }
spec: { controller: example.org/edge }
`;

const CUSTOM = `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: signed, annotations: { pod-policies.kyverno.io/autogen-controllers: none } }
spec:
  rules:
    - name: owned
      match: { any: [{ resources: { kinds: [Pod], namespaces: [payments] } }] }
      context: [{ name: owners, apiCall: { urlPath: /api/v1/namespaces } }]
      validate: { message: Name an owner., failureAction: Enforce, pattern: { metadata: { labels: { owner: "?*" } } } }
    - name: verified
      match: { any: [{ resources: { kinds: [Pod] } }] }
      verifyImages: [{ imageReferences: ["registry.example/*"], attestors: [{ entries: [{ keys: { publicKeys: key } }] }] }]
---
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: { name: small }
spec:
  evaluation: { background: {} }
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
  validations: [{ expression: "object.spec.containers.size() < 5" }]
---
apiVersion: kyverno.io/v2
kind: PolicyException
metadata: { name: batch }
spec:
  exceptions: [{ policyName: signed, ruleNames: [owned] }]
  match: { any: [{ resources: { kinds: [Pod], namespaces: [batch] } }] }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec: { interval: 10m, path: ./apps, prune: true, sourceRef: { kind: GitRepository, name: fleet } }
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet }
spec: { interval: 1m, url: "https://git.example/fleet", ref: { branch: main } }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cache }
spec:
  interval: 5m
  chart: { spec: { chart: cache, version: "1.x", sourceRef: { kind: HelmRepository, name: charts } } }
  values: { replicas: 3, resources: { limits: { memory: 1Gi } }, nodes: [a, b] }
`;

/** The objects that git holds, by `Kind/name`. */
export const GIVEN: ReadonlyMap<string, KubeObject> = new Map(
  [...parseAllDocuments(GIT), ...parseAllDocuments(CUSTOM)].map((document) => {
    const object = document.toJS() as KubeObject;
    return [`${object.kind}/${object.metadata.name}`, object];
  }),
);
