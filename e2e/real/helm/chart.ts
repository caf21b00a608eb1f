import { FLUX_NAMESPACE } from './flux-objects.ts';

/** A chart as teams keep it beside their manifests, with what charts usually write: helpers, versions in labels, a hook. */
const TEMPLATES = {
  '_helpers.tpl': `{{- define "web.labels" -}}
app.kubernetes.io/name: web
app.kubernetes.io/instance: {{ .Release.Name }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}
`,
  'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels: {{- include "web.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: "registry.example/web:{{ .Values.tag }}"
          env: [{ name: MODE, value: {{ .Values.mode | quote }} }]
          ports: [{ name: http, containerPort: 8080 }]
          resources: { limits: { cpu: "0.5", memory: 1024Mi } }
          readinessProbe: { httpGet: { path: /ready, port: http } }
`,
  'service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  labels: {{- include "web.labels" . | nindent 4 }}
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
`,
  'settings.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-settings
  labels: {{- include "web.labels" . | nindent 4 }}
data: { mode: {{ .Values.mode | quote }}, limits: "60" }
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ .Release.Name }}-keys
  labels: {{- include "web.labels" . | nindent 4 }}
stringData: { token: original-token }
`,
  'access.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ .Release.Name }}
  labels: {{- include "web.labels" . | nindent 4 }}
rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: {{ .Release.Namespace }}-viewer
  labels: {{- include "web.labels" . | nindent 4 }}
rules: [{ apiGroups: [""], resources: [namespaces], verbs: [get] }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .Release.Name }}
  labels: {{- include "web.labels" . | nindent 4 }}
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: {} }] }] }
`,
  'hook.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-before
  annotations: { helm.sh/hook: pre-install }
data: { at: install }
`,
};

/** A definition, which Helm installs once and leaves alone from then on. */
const STORES = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: stores.shop.example }
spec:
  group: shop.example
  scope: Namespaced
  names: { plural: stores, singular: store, kind: Store, listKind: StoreList }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`;

const RANDOM = `apiVersion: v1
kind: Secret
metadata:
  name: {{ .Release.Name }}-chance
  labels: {{- include "web.labels" . | nindent 4 }}
stringData: { password: {{ randAlphaNum 20 }} }
`;

/** What becomes of the chart: a field changes, one goes, another comes. */
export const NEXT = {
  'settings.yaml': TEMPLATES['settings.yaml'].replace('limits: "60"', 'trace: "off"'),
  'deployment.yaml': TEMPLATES['deployment.yaml']
    .replace('cpu: "0.5", ', '')
    .replace('env: [{ name: MODE', 'terminationMessagePolicy: FallbackToLogsOnError\n          env: [{ name: STAGE'),
};

/** A change of the chart that comes without a new version, and a Secret that is another each time. */
export const UNSTEADY = {
  'service.yaml': TEMPLATES['service.yaml'].replace('port: 80', 'port: 81'),
  'random.yaml': RANDOM,
};

const VALUES = 'replicas: 2\ntag: "1.0"\nmode: test\n';

/** The chart's files, from its own folder. @param more Further templates, or others in their place. */
export function chartFiles(more: Record<string, string> = {}): Record<string, string> {
  const templates = { ...TEMPLATES, ...more };
  return {
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
    'values.yaml': VALUES,
    'crds/stores.yaml': STORES,
    ...Object.fromEntries(Object.entries(templates).map(([name, text]) => [`templates/${name}`, text])),
  };
}

/** The chart with the labels that helm-controller puts on everything of a HelmRelease. */
export function withOriginLabels(files: Record<string, string>, name: string): Record<string, string> {
  const { 'templates/_helpers.tpl': helpers = '' } = files;
  const owner = 'helm.toolkit.fluxcd.io';
  const labels = `\n${owner}/name: ${name}\n${owner}/namespace: ${FLUX_NAMESPACE}\n{{- end }}`;
  return { ...files, 'templates/_helpers.tpl': helpers.replace('\n{{- end }}', () => labels) };
}
