import ArgumentParser
import ByteIO
import Pipeline

/// `prep task submit`: what an engine is to be given.
struct TaskSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Print the script or manifest that runs the tasks on an engine; run nothing.",
    usage: "prep task submit <run> --engine <engine> [<options>]",
    discussion: """
      EXAMPLES
        prep task submit run --engine slurm --workers 50 > submit.sh && bash submit.sh
        prep task submit run --engine kubernetes --image registry/prep:1 --volume-claim data
      """, endsWith: [])

  @Argument(
    help: ArgumentHelp("The directory of the run.", valueName: "run"), completion: .directory)
  var directory: String

  @Option(help: "Where the tasks are to run.")
  var engine: SubmissionEngine

  @Option(help: ArgumentHelp("Tasks at a time at the most.", valueName: "n"))
  var workers = 100

  @Option(help: ArgumentHelp("Kubernetes: the image that holds prep.", valueName: "name:tag"))
  var image: String?

  @Option(
    help: ArgumentHelp(
      "Kubernetes: the claim of the volume that holds run, inputs and output.", valueName: "name"))
  var volumeClaim: String?

  @Option(
    help: ArgumentHelp(
      "Kubernetes: where the volume is mounted, as on this machine.",
      default: "the directory of the run's", valueName: "path"))
  var mount: String?

  func validate() throws {
    guard (1...100_000).contains(workers) else {
      throw ValidationError("--workers expects 1 to 100000, found \(workers)")
    }
    let isComplete = image != nil && volumeClaim != nil
    guard engine != .kubernetes || isComplete else {
      throw ValidationError("--engine kubernetes needs --image and --volume-claim")
    }
  }

  func run() throws {
    let run = try OpenedTaskRun(directory).run
    let stages = try run.stages.map { (stage) throws(Fault) in
      Submission.Stage(name: stage.rawValue, taskCount: try run.taskCount(of: stage))
    }
    let submission = Submission(
      runPath: run.path, stages: stages, workerCount: workers, image: image ?? "",
      volumeClaim: volumeClaim ?? "", mount: mount ?? Self.parent(of: run.path))
    try StandardOutput.write(TerminalText(submission.text(for: engine)))
  }
}

extension TaskSubmitCommand {
  /// The directory in which `path` lies.
  private static func parent(of path: String) -> String {
    let parts = path.split(separator: "/")
    return "/" + parts.dropLast().joined(separator: "/")
  }
}

/// An engine for which a submission can be printed.
enum SubmissionEngine: String, CaseIterable, ExpressibleByArgument {
  case slurm, kubernetes
}

/// What runs all stages of a run, one after the other.
struct Submission {
  struct Stage {
    var name: String
    /// Nil where it is not known yet.
    var taskCount: Int?
  }

  let runPath: String
  let stages: [Stage]
  let workerCount: Int
  let image: String
  let volumeClaim: String
  let mount: String

  func text(for engine: SubmissionEngine) -> String {
    switch engine {
    case .slurm: slurm
    case .kubernetes: kubernetes
    }
  }

  /// How many processes share the tasks of a stage.
  private func workerCount(of stage: Stage) -> Int {
    min(workerCount, max(1, stage.taskCount ?? workerCount))
  }

  /// An array a stage, which waits for the one before it.
  private var slurm: String {
    let submissions = stages.map { stage in
      "submit \(stage.name) \(workerCount(of: stage))\n"
    }.joined()
    return """
      #!/bin/bash
      # Submits all stages at once: an array each, which waits for the one before it. Options for
      # sbatch may follow the name of this script. What is done is not done again, so that the script
      # may be started once more; prep task missing says what is left of a stage.
      set -euo pipefail
      run=\(ShellText.quoted(runPath))
      after=()
      options=("$@")
      submit() {
        local job
        job=$(STAGE=$1 COUNT=$2 RUN=$run sbatch --parsable --job-name="prep-$1" \\
          --array="0-$(($2 - 1))" --requeue --kill-on-invalid-dep=yes --export=ALL \\
          "${after[@]}" "${options[@]}" <<'JOB'
      #!/bin/bash
      prep task "$STAGE" "$RUN" --of "$COUNT" --threads "${SLURM_CPUS_PER_TASK:-1}"
      status=$?
      case $status in
        1 | 130) [ "${SLURM_RESTART_COUNT:-0}" -ge 3 ] || scontrol requeue "$SLURM_JOB_ID" ;;
      esac
      exit $status
      JOB
        )
        echo "$1 $job"
        after=("--dependency=afterok:$job")
      }
      \(submissions)
      """
  }

  /// An Indexed Job a stage, suspended until the one before it is complete.
  private var kubernetes: String {
    let names = stages.map(\.name).joined(separator: " ")
    return """
      # Apply this, then let one stage run after the other:
      #   for stage in \(names); do
      #     kubectl patch job prep-$stage -p '{"spec":{"suspend":false}}'
      #     until kubectl get job prep-$stage -o jsonpath='{.status.conditions[*].type}' |
      #         grep -qE 'Complete|Failed'; do sleep 10; done
      #     kubectl wait --for=condition=complete --timeout=1s job/prep-$stage || break
      #   done

      """ + stages.map(job).joined()
  }

  private func job(_ stage: Stage) -> String {
    let count = workerCount(of: stage)
    return """
      ---
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: prep-\(stage.name)
      spec:
        suspend: true
        completionMode: Indexed
        completions: \(count)
        parallelism: \(count)
        # Each index is tried again by itself; what ends with 2, 3 or 4 would end so again.
        backoffLimitPerIndex: 3
        podFailurePolicy:
          rules:
            - action: FailJob
              onExitCodes: {containerName: prep, operator: In, values: [2, 3, 4]}
            - action: Ignore
              onPodConditions: [{type: DisruptionTarget, status: "True"}]
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: prep
                image: \(quoted(image))
                # The index comes from JOB_COMPLETION_INDEX, which Kubernetes sets.
                command: [prep, task, \(stage.name), \(quoted(runPath)), --of, "\(count)", --threads, "2"]
                resources:
                  requests: {cpu: "2", memory: 1Gi}
                  limits: {memory: 2Gi}
                volumeMounts: [{name: shared, mountPath: \(quoted(mount))}]
            volumes:
              - name: shared
                persistentVolumeClaim: {claimName: \(quoted(volumeClaim))}

      """
  }

  /// A text in YAML, as JSON writes it.
  private func quoted(_ text: String) -> String { JSONWriter.line(.string(text)) }
}
