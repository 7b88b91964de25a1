#!/bin/bash
# Submits every stage of a run to Slurm at once: an array each, which waits for the one before it.
# Usage: prep task init RUN INPUT... --output OUT [OPTION...]
#        slurm.sh RUN [SBATCH OPTION...]          Environment: WORKERS (the largest array, 100)
#
# A task that ends with 1 or 130, or is killed with its node, goes into the queue again, three times
# at most. One that fails for good cancels the stages after it. `prep task missing RUN STAGE` says
# what is left to do; once the cause is gone, start this script again: what is done takes no time.
set -euo pipefail
export RUN=$1 STAGE COUNT
workers=${WORKERS:-100}
shift
stages=$(prep task stages "$RUN")
after=()
while read -r STAGE tasks _; do
  # Stages whose tasks are more than WORKERS, or not counted yet (?): each job does several.
  COUNT=$workers
  [ "$tasks" = "?" ] || [ "$tasks" -gt "$workers" ] || COUNT=$tasks
  job=$(sbatch --parsable --job-name="prep-$STAGE" --array="0-$((COUNT - 1))" --requeue \
    --kill-on-invalid-dep=yes "${after[@]}" "$@" <<'JOB'
#!/bin/bash
prep task "$STAGE" "$RUN" --of "$COUNT" --threads "${SLURM_CPUS_PER_TASK:-1}"
status=$?
case $status in
  1 | 130) [ "${SLURM_RESTART_COUNT:-0}" -ge 3 ] || scontrol requeue "$SLURM_JOB_ID" ;;
esac
exit $status
JOB
  )
  echo "$STAGE $job"
  after=("--dependency=afterok:$job")
done <<<"$stages"
