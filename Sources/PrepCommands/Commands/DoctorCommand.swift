import ArgumentParser
import ByteIO
import GPUFeeder

/// `prep doctor`: what of a machine, a trainer's Python and a model would fail, and what mends it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what of this machine, the trainer's Python or a model will fail, and why.",
    discussion: """
      Looks at the machine, the libraries, the tokenizer and its ids, the GPU, and the packages of \
      the Python that trains: that of --python, else of VIRTUAL_ENV, CONDA_PREFIX or PREP_PYTHON, \
      else python3 in PATH. Packages are not imported, and nothing is fetched or changed. \
      docs/DOCTOR.md explains the table of what is known. Ends with status 1 where something will \
      fail, or where nothing is known of a symptom.

      EXAMPLES
        prep doctor
        prep doctor --fix                print the commands that mend it
        prep doctor --data out --model meta-llama/Llama-3.1-8B-Instruct
        prep doctor --symptom "rope_scaling must be a dictionary"
        python train.py 2>&1 | prep doctor --symptom -
      """, endsWith: [])

  @Option(help: ArgumentHelp("The trainer's interpreter, or its name in PATH.", valueName: "path"))
  var python: String?

  @Option(help: ArgumentHelp("A data set, to compare with --model.", valueName: "dir"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "A model's directory, or its name on the Hub, which is looked for in the local cache alone.",
      valueName: "path-or-name"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "A version that pip was asked for, as torch==2.4.0. May be repeated.",
      valueName: "requirement"))
  var expect: [String] = []

  @Option(
    help: ArgumentHelp(
      "Look up an error message in the table, and look at nothing else; - reads standard input.",
      valueName: "text"))
  var symptom: String?

  @Flag(help: "Print the commands that mend what was found, as a script. None is run.")
  var fix = false

  @Flag(help: "Print JSON (docs/schemas/doctor.schema.json).")
  var json = false

  @Flag(help: "Print without colours.")
  var noColor = false

  @OptionGroup var tokenizer: TokenizerOption

  func validate() throws {
    guard !(fix && json) else { throw ValidationError("--fix and --json exclude each other") }
    guard symptom == nil || !fix else {
      throw ValidationError("--symptom prints what mends it; it takes no --fix")
    }
    for text in expect where Requirement(text) == nil {
      throw ValidationError("--expect expects a requirement as torch==2.4.0, found '\(text)'")
    }
  }

  func run() throws {
    let table = try RuleTable.load()
    if let symptom { return try lookUp(symptom, table) }
    let request = Examination.Request(
      tokenizer: tokenizer.tokenizer, python: python, data: data, model: model,
      expected: expect.compactMap { Requirement($0) })
    let examination = Examination(request, table: table, environment: Terminal.variable)
    let checks = examination.findings()
    let findings = checks.flatMap(\.1)
    let python = examination.interpreter
    if json {
      try StandardOutput.write(
        json: JSONWriter.pages(DoctorDocument.json(checks, python: python)))
    } else if fix {
      try StandardOutput.write(FixScript.text(findings, python: python))
    } else {
      try StandardOutput.write(DoctorScreen(style: style, python: python).text(checks))
    }
    guard !findings.contains(where: { $0.status == .fail }) else { throw ExitStatus.failure }
  }

  private var style: Style { Style(isOn: Terminal.usesColor(isForbidden: noColor)) }

  private func lookUp(_ symptom: String, _ table: RuleTable) throws {
    let text =
      symptom == "-" ? String(decoding: try TextInput.read(nil), as: UTF8.self) : symptom
    let rules = table.rules(answeringTo: text)
    let python = PythonChoice.find(python, Terminal.variable).name
    if json {
      try StandardOutput.write(json: JSONWriter.pages(DoctorDocument.json(rules, python: python)))
    } else if !rules.isEmpty {
      try StandardOutput.write(DoctorScreen(style: style, python: python).text(rules))
    }
    guard rules.isEmpty else { return }
    if !json {
      Terminal.writeError(
        "prep: nothing is known of that message; give the line that names the error, or run "
          + "`prep doctor` to see what does not fit\n")
    }
    throw ExitStatus.failure
  }
}
