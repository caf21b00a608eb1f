/** A folder as teams keep it: plain YAML of the usual kinds. */
export const SHOP = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop, labels: { app: web } }
data: { mode: live, limits: "60" }
---
apiVersion: v1
kind: Secret
metadata: { name: keys, namespace: shop }
stringData: { token: original-token }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4
          env: [{ name: MODE, value: live }]
          ports: [{ containerPort: 8080, name: http }]
          resources: { limits: { cpu: "0.5", memory: 1024Mi } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: {} }] }] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: shop-viewer }
rules: [{ apiGroups: [""], resources: [namespaces], verbs: [get] }]
`;

/** The same through kustomize: another namespace, a label and a generated ConfigMap. */
export const KUSTOMIZATION = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: staging
labels: [{ pairs: { stage: staging } }]
resources: [settings.yaml]
configMapGenerator: [{ name: words, literals: [greeting=hello] }]
`;

export const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { mode: live }
`;
