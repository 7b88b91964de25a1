import ByteIO
import Foundation
import TestSupport
import Testing

/// `prep export --format parquet`, which hands the writing to Python; python/tests/test_exports.py
/// runs it with the real package.
@Suite struct ParquetTests {
  /// A data set, and interpreters that play Python.
  private struct Place {
    let directory: TemporaryDirectory
    let dataSet: String

    init() throws {
      directory = try TemporaryDirectory()
      dataSet = directory.file("set")
      let outcome = try Prep.run(
        "build", Fixtures.path("documents/instructions.jsonl"), "--output", dataSet, "--quiet")
      try #require(outcome.status == 0, "\(outcome.errors)")
    }

    func interpreter(_ script: String) throws -> String {
      let path = try directory.write("#!/bin/sh\n" + script + "\n", to: "python")
      chmod(path, 0o755)
      return path
    }

    func export(python: String, _ options: String...) throws -> Prep.Outcome {
      try Prep.run(
        ["export", dataSet, "--format", "parquet", "--output", directory.file("out")] + options,
        environment: ["PREP_PYTHON": python])
    }
  }

  @Test func thePackageWritesAndTheDirectoryAppearsWhole() throws {
    let place = try Place()
    let seen = place.directory.file("seen")
    let python = try place.interpreter(
      #"""
      [ $# = 2 ] && exit 0
      shift 2
      echo "$PWD $PYTHONSAFEPATH $@" >"\#(seen)"
      echo noise
      for target; do :; done
      [ ! -e "\#(place.directory.file("out"))" ] && echo rows >"$target/train.parquet"
      """#)
    let outcome = try place.export(python: python, "--split", "train")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.isEmpty)
    #expect(try FileSystem.names(in: place.directory.file("out")) == ["train.parquet"])
    let said = String(decoding: try FileSystem.bytes(of: seen), as: UTF8.self)
    #expect(
      said.hasPrefix("/ 1 --split train -- \(place.dataSet) "), "\(said)")
    // Nothing is replaced.
    #expect(try place.export(python: python).status == 2)
  }

  @Test func withoutThePackageItSaysWhatToInstall() throws {
    let place = try Place()
    // A Python that sees no installed package.
    let bare = try place.interpreter(#"exec python3 -I -S "$@""#)
    for (python, reason) in [(bare, "lacks one"), ("/nowhere/python", "No such file")] {
      let outcome = try place.export(python: python)
      #expect(outcome.status == 1)
      for part in [reason, "pip install .build/python/*.whl pyarrow", "PREP_PYTHON", python] {
        #expect(outcome.errors.contains(part), "\(outcome.errors)")
      }
      #expect(try FileSystem.names(in: place.directory.path).filter { $0.hasPrefix("out") } == [])
    }
  }

  @Test func whatThePackageFailsWithIsAFailure() throws {
    let place = try Place()
    for (script, status) in [("echo damaged >&2; exit 1", 1), ("exit 130", 130), ("kill $$", 130)] {
      let python = try place.interpreter("[ $# = 2 ] && exit 0\n" + script)
      let outcome = try place.export(python: python)
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(status != 1 || outcome.errors.contains("damaged"))
      #expect(try FileSystem.names(in: place.directory.path).filter { $0.hasPrefix("out") } == [])
    }
  }

  @Test func aWriterThatOutlivesPrepKeepsOthersAway() throws {
    let place = try Place()
    let python = try place.interpreter(
      #"""
      [ $# = 2 ] && exit 0
      echo $$ >"\#(place.directory.file("pid"))"
      exec sleep 3600
      """#)
    let export = try Prep.start(
      ["export", place.dataSet, "--format", "parquet", "--output", place.directory.file("out")],
      in: place.directory, environment: ["PREP_PYTHON": python])
    var writer: pid_t = 0
    while writer == 0 {
      usleep(10_000)
      let text = (try? FileSystem.bytes(of: place.directory.file("pid"))) ?? []
      writer = pid_t(String(decoding: text, as: UTF8.self).dropLast()) ?? 0
    }
    kill(export.processIdentifier, SIGKILL)
    // Not waitUntilExit, which waits for the writer too: it has inherited what tells of the end.
    var ended = siginfo_t()
    waitid(P_PID, id_t(export.processIdentifier), &ended, WEXITED | WNOWAIT)
    let second = try place.export(python: "true")
    #expect(second.status == 1)
    #expect(second.errors.contains("another export is writing"), "\(second.errors)")
    kill(writer, SIGKILL)
    export.waitUntilExit()
  }

  /// A data set from a stranger, in which whoever exports it stands.
  @Test func nothingOfTheCurrentDirectoryIsRun() throws {
    let place = try Place()
    let mark = place.directory.file("mark")
    let code = "open('\(mark)', 'a').write(__name__ + '\\n')\n"
    for name in ["pyarrow", "prep_feeder", "numpy", "sitecustomize", "usercustomize", "os"] {
      try place.directory.write(code, to: "set/\(name).py")
    }
    let stranger = try place.directory.write("#!/bin/sh\necho >'\(mark)'\n", to: "set/python3")
    chmod(stranger, 0o755)
    for environment in [
      ["PATH": ".:/usr/bin:/bin"], ["PATH": ":/usr/bin:/bin", "PYTHONPATH": ":."],
      ["PYTHONPATH": "relative:", "PYTHONSAFEPATH": ""],
    ] {
      let outcome = try Prep.run(
        "/bin/sh",
        [
          "-c", #"cd "$1" && exec "$0" export . --format parquet --output "$2""#, Prep.path,
          place.dataSet, place.directory.file("out"),
        ], environment: environment)
      // Whether the Python that is found has the packages is not known here.
      #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
      #expect(!FileSystem.exists(mark), "\(environment)")
      try FileSystem.removeTree(place.directory.file("out"))
    }
  }

  /// What the user has set up is there: an interpreter by a relative path, an absolute PYTHONPATH.
  @Test func whatTheUserNamesIsUsed() throws {
    let place = try Place()
    let seen = place.directory.file("seen")
    _ = try place.interpreter(#"[ $# = 2 ] || echo "$PYTHONPATH" >"\#(seen)""#)
    let outcome = try Prep.run(
      "/bin/sh",
      [
        "-c", #"cd "$1" && exec "$0" export set --format parquet --output out"#, Prep.path,
        place.directory.path,
      ], environment: ["PREP_PYTHON": "./python", "PYTHONPATH": "here:/mine:"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(String(decoding: try FileSystem.bytes(of: seen), as: UTF8.self) == "/mine\n")
  }

  @Test func aSignalEndsTheWriterToo() throws {
    let place = try Place()
    let pid = place.directory.file("pid")
    let python = try place.interpreter(
      #"[ $# = 2 ] && exit 0; trap '' TERM; echo $$ >"\#(pid)"; while :; do sleep 1; done"#)
    let export = try Prep.start(
      ["export", place.dataSet, "--format", "parquet", "--output", place.directory.file("out")],
      in: place.directory, environment: ["PREP_PYTHON": python])
    while (try? FileSystem.bytes(of: pid))?.last != UInt8(ascii: "\n") { usleep(10_000) }
    let writer = pid_t(
      String(decoding: try FileSystem.bytes(of: pid).dropLast(), as: UTF8.self))
    kill(export.processIdentifier, SIGTERM)
    export.waitUntilExit()
    #expect(export.terminationStatus == 130)
    #expect(kill(try #require(writer), 0) == -1)
    #expect(try FileSystem.names(in: place.directory.path).filter { $0.hasPrefix("out.") } == [])
  }

  @Test func itHoldsRowsAndNeedsAPlace() throws {
    let place = try Place()
    let unpacked = try place.export(python: "/nowhere/python", "--unpacked")
    #expect(unpacked.status == 2)
    #expect(unpacked.errors.contains("holds rows"), "\(unpacked.errors)")
    let nowhere = try Prep.run("export", place.dataSet, "--format", "parquet")
    #expect(nowhere.status == 2)
    #expect(nowhere.errors.contains("needs --output"), "\(nowhere.errors)")
  }
}
