// Package v1beta1 stands in for the types of the OpenFeature operator, which flagd needs to compile: it can watch
// FeatureFlag objects in a cluster. The tests give it files, so nothing here is ever used.
package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupVersion of FeatureFlag.
var GroupVersion = schema.GroupVersion{Group: "core.openfeature.dev", Version: "v1beta1"}

// FeatureFlag holds flag definitions.
type FeatureFlag struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Spec              FeatureFlagSpec `json:"spec,omitempty"`
}

// FeatureFlagSpec is the desired state of a FeatureFlag.
type FeatureFlagSpec struct {
	FlagSpec runtime.RawExtension `json:"flagSpec,omitempty"`
}

// AddToScheme registers nothing.
func AddToScheme(*runtime.Scheme) error { return nil }
