#!/bin/bash
# Runs every stage of a run on Kubernetes: an Indexed Job each, the next one when it is complete.
# Usage: prep task init RUN INPUT... --output OUT [OPTION...]
#        kubernetes.sh RUN IMAGE CLAIM MOUNT [WORKERS]
#
# CLAIM: a volume claim (ReadWriteMany) that pods mount at MOUNT. RUN, OUT and the inputs lie below
# MOUNT, under the same paths here: run this on a machine, or in a pod, that mounts it too.
set -euo pipefail
run=$1 image=$2 claim=$3 mount=$4 workers=${5:-100}
for stage in $(prep task stages "$run" | awk 'NF > 1 { print $1 }'); do
  # Asked again for each stage: `plan` decides how many tasks come after it.
  tasks=$(prep task stages "$run" | awk -v stage="$stage" '$1 == stage { print $2 }')
  kubectl delete job "prep-$stage" --ignore-not-found
  sed -e "s|__STAGE__|$stage|; s|__TASKS__|$tasks|; s|__WORKERS__|$workers|; s|__IMAGE__|$image|" \
    -e "s|__RUN__|$run|; s|__MOUNT__|$mount|; s|__CLAIM__|$claim|" "$(dirname "$0")/kubernetes.yaml" | kubectl apply -f -
  state=
  until [[ " $state " =~ \ (Complete|Failed)\  ]]; do
    [ -z "$state" ] || sleep 5
    state=$(kubectl get job "prep-$stage" -o jsonpath='{.status.conditions[?(@.status=="True")].type} ')
  done
  [[ " $state " = *" Complete "* ]] || { echo "$stage failed; to do: $(prep task missing "$run" "$stage")" >&2; exit 1; }
done
