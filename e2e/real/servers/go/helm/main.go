// Command helm-as-controller is helm 4 under the name that helm-controller, which cannot be built, writes objects with.
package main

import (
	"log/slog"
	"os"

	helmcmd "helm.sh/helm/v4/pkg/cmd"
	"helm.sh/helm/v4/pkg/kube"
)

func main() {
	kube.ManagedFieldsManager = "helm-controller"
	command, err := helmcmd.NewRootCmd(os.Stdout, os.Args[1:], helmcmd.SetupLogging)
	if err == nil {
		err = command.Execute()
	}
	if err != nil {
		slog.Error("helm failed", slog.Any("error", err))
		os.Exit(1)
	}
}
