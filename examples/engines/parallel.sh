#!/bin/bash
# Runs every stage of a run by GNU parallel: on this machine, or with --sshlogin on several.
# Usage: prep task init RUN INPUT... --output OUT [OPTION...]
#        parallel.sh RUN [PARALLEL OPTION...]
set -euo pipefail
run=$1
shift
for stage in $(prep task stages "$run" | awk 'NF > 1 { print $1 }'); do
  # Asked again for each stage: `plan` decides how many tasks come after it.
  tasks=$(prep task stages "$run" | awk -v stage="$stage" '$1 == stage { print $2 }')
  # 2, 3 and 4 are not worth another try, so --retries, which asks for no status, is not used.
  seq 0 $((tasks - 1)) | parallel --halt now,fail=1 "$@" \
    "for try in 1 2 3; do prep task $stage $(printf %q "$run") --index {} --threads 1; status=\$?
       case \$status in 0 | 2 | 3 | 4) break ;; esac; done; exit \$status"
done
