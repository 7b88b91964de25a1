import ArgumentParser
import ByteIO
import Glibc
import Pipeline

/// A run as its tasks find it: the options are read again from the arguments of `prep task init`.
struct OpenedTaskRun {
  let run: TaskRun
  let initialisation: TaskInitCommand

  /// Opens the run in `directory`, and goes to where its relative paths count from.
  ///
  /// - Parameter tokenizerPath: Where the tokenizer is on this machine; nil for where `init` was told.
  init(_ directory: String) throws {
    let path = try Self.absolute(directory)
    let file = try TaskRun.read(path)
    guard chdir(file.directory) == 0 || file.directory.isEmpty else {
      throw Fault.usage(
        "\(file.directory): the run was begun here, and this machine has no such directory; mount "
          + "what the machines share under the same name everywhere")
    }
    guard let command = try TaskInitCommand.parseAsRoot(file.arguments) as? TaskInitCommand else {
      throw Fault.usage("\(path): run.json holds no arguments of prep task init")
    }
    initialisation = command
    run = try TaskRun(
      path, file, try command.build.buildOptions(), tool: PrepCommand.version,
      tokenizer: try command.build.tokenizer.load())
  }

  /// `path` from the root on: the process may go elsewhere.
  static func absolute(_ path: String) throws -> String {
    path.hasPrefix("/") ? path : try workingDirectory() + "/" + path
  }

  static func workingDirectory() throws -> String {
    // SAFETY: with no buffer the system allocates the text, which is freed once it is copied.
    guard let text = unsafe getcwd(nil, 0) else {
      throw Fault.usage("the working directory cannot be told: \(errno)")
    }
    defer { unsafe free(text) }
    return unsafe FileName.text(ofCString: text)
  }
}
