/** A repository that asks of Flux whatever it can do with a folder. */
export const FILES: Record<string, string> = {
  'plain/traps.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: traps, namespace: default, labels: {tier: "1"}}
data:
  yes: yes
  no: No
  sexagesimal: 12:30:45
  date: 2020-01-01
  quoted: "010"
  equals: =
  block: |
    a
     b
  anchor: &a text
  alias: *a
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: listed, namespace: default}, data: {a: b}}
`,
  'plain/sub/web.yml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: plain, namespace: default}
spec:
  replicas: 0o10
  selector: {matchLabels: {app: plain}}
  template:
    metadata: {labels: {app: plain}}
    spec: {containers: [{name: app, image: "nginx:1", env: [{name: A, value: "on"}]}]}
`,
  'vars/map.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: vars-out, namespace: default, annotations: {note: "\${note}"}}
data:
  inline: x\${inline}x
  from: \${from_map}
  default: \${none:-d}
  escaped: $\${inline}
  upper: \${from_map^^}
  cut: \${from_map#*/}
  both: \${both}
  quoted: '\${n}x'
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: vars, namespace: default}
spec:
  replicas: "\${n}"
  paused: "\${paused}"
  selector: {matchLabels: {app: vars}}
  template:
    metadata: {labels: {app: vars}}
    spec: {containers: [{name: app, image: "nginx:\${tag:=1}"}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: vars-off, namespace: default, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}
data: {inline: "\${inline}"}
`,
  'base/kustomization.yaml': 'resources: [web.yaml]\nconfigMapGenerator:\n- name: generated\n  literals: [a=b]\n',
  'base/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: nginx, envFrom: [{configMapRef: {name: generated}}]}]}
`,
  'over/kustomization.yaml':
    'resources: [../base]\nimages: [{name: nginx, newTag: "1.0"}]\nunknownField: passed over\n',
  'component/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: {component: used}\n',
  'only/kustomization.yaml': 'configMapGenerator:\n- name: alone\n  namespace: default\n  literals: [a=b]\n',
  'tree/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: tree-a}\ndata: {a: b}\n',
  'tree/k/kustomization.yml': 'resources: [b.yaml]\nnameSuffix: -k\n',
  'tree/k/b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: tree-b}\ndata: {a: b}\n',
};

/** What each Kustomization says besides its source. */
export const KUSTOMIZATIONS: Record<string, object> = {
  plain: { path: './plain', commonMetadata: { labels: { team: 'x' }, annotations: { owner: 'y' } } },
  vars: {
    path: './vars',
    postBuild: {
      substitute: { inline: '1', n: '3', paused: 'yes', note: 'a b', both: 'inline' },
      substituteFrom: [
        { kind: 'ConfigMap', name: 'variables' },
        { kind: 'Secret', name: 'none', optional: true },
      ],
    },
  },
  over: {
    path: './over',
    targetNamespace: 'default',
    namePrefix: 'p-',
    nameSuffix: '-s',
    images: [{ name: 'nginx', newTag: '1.29' }],
    patches: [
      { patch: '- op: add\n  path: /spec/replicas\n  value: 2\n', target: { kind: 'Deployment' } },
      { patch: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {paused: true}\n' },
    ],
    components: ['../component', '../gone'],
    ignoreMissingComponents: true,
  },
  only: { path: './only' },
  tree: { path: './tree', targetNamespace: 'default' },
};

/** What the reference of \`vars\` holds. */
export const VARIABLES = { from_map: 'ab/cd', both: 'reference' };
