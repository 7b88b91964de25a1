import ByteIO
import Pipeline

/// The stages of a run, how many tasks each has and how many of them are done.
struct TaskListing {
  struct Stage {
    var stage: TaskStage
    /// Nil where it is not known yet.
    var taskCount: Int?
    var doneCount: Int
  }

  let stages: [Stage]
  private let runPath: String

  init(_ run: TaskRun) throws(Fault) {
    runPath = run.path
    var stages: [Stage] = []
    for stage in run.stages {
      let count = try run.taskCount(of: stage)
      let missing = count == nil ? 0 : try run.missing(stage).count
      stages.append(
        Stage(stage: stage, taskCount: count, doneCount: (count ?? 0) - missing))
    }
    self.stages = stages
  }

  var encodeTaskCount: Int { stages.first?.taskCount ?? 0 }

  /// A line a stage: its name, its tasks, and how many are done where any is.
  var text: TerminalText {
    TerminalText(
      stages.map { stage in
        let count = stage.taskCount.map(String.init) ?? "?"
        return "\(stage.stage.rawValue) \(count)"
          + (stage.doneCount > 0 ? " done \(stage.doneCount)" : "") + "\n"
      }.joined())
  }

  var json: String {
    JSONWriter.pages([
      "run": .string(runPath),
      "stages": .array(
        stages.map { stage in
          [
            "name": .string(stage.stage.rawValue),
            "tasks": stage.taskCount.map { JSONValue($0) } ?? .null,
            "done": JSONValue(stage.doneCount),
          ]
        }),
    ])
  }
}
