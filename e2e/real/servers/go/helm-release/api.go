// Package helmrelease names the types that the HelmRelease definition is generated from: the controller's own module,
// which carries the definition as a file, is not to be had.
package helmrelease

import _ "github.com/fluxcd/helm-controller/api/v2"
