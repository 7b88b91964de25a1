import ArgumentParser
import Pipeline

/// `prep task`: a build in pieces, on machines that share a directory.
struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task",
    abstract: "Do a build in tasks, on any engine, over a directory that machines share.",
    discussion: """
      Every task may run twice, at once, on any machine. All tasks of a stage must be done before \
      the next stage begins. The data set is, byte for byte, the one that prep build makes.

      EXAMPLES
        prep task init run data/ --output out --language en
        prep task encode run --index 0
        prep task missing run encode
        prep task submit run --engine slurm
      """, endsWith: [],
    subcommands: [TaskInitCommand.self] + TaskStages.commands + [
      TaskStagesCommand.self, TaskMissingCommand.self, TaskSubmitCommand.self,
    ])
}

/// The commands of the stages, one each.
enum TaskStages {
  static let commands: [any ParsableCommand.Type] = [
    TaskStageCommand<EncodeStageName>.self, TaskStageCommand<KeyStageName>.self,
    TaskStageCommand<MarkStageName>.self, TaskStageCommand<RankStageName>.self,
    TaskStageCommand<ChooseStageName>.self, TaskStageCommand<CountStageName>.self,
    TaskStageCommand<PlanStageName>.self, TaskStageCommand<AssembleStageName>.self,
    TaskStageCommand<FinishStageName>.self,
  ]
}

/// A stage as a type, since the parser of arguments wants a type a command.
protocol TaskStageName {
  static var stage: TaskStage { get }
}

enum EncodeStageName: TaskStageName { static let stage = TaskStage.encode }
enum KeyStageName: TaskStageName { static let stage = TaskStage.key }
enum MarkStageName: TaskStageName { static let stage = TaskStage.mark }
enum RankStageName: TaskStageName { static let stage = TaskStage.rank }
enum ChooseStageName: TaskStageName { static let stage = TaskStage.choose }
enum CountStageName: TaskStageName { static let stage = TaskStage.count }
enum PlanStageName: TaskStageName { static let stage = TaskStage.plan }
enum AssembleStageName: TaskStageName { static let stage = TaskStage.assemble }
enum FinishStageName: TaskStageName { static let stage = TaskStage.finish }
