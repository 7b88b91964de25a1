import ByteIO
import Export
import GPUFeeder
import Pipeline

/// What `prep doctor` was asked, and what several checks need to know: found out when the first asks.
final class Examination {
  /// What the command line says.
  struct Request {
    /// A tokenizer, or the directory of a model that has one; nil for the fetched one.
    var tokenizer: String?
    /// An interpreter; nil for that of the active environment.
    var python: String?
    /// A data set.
    var data: String?
    /// A model's directory, or its name on the Hub.
    var model: String?
    /// Versions that the user has asked pip for.
    var expected: [Requirement] = []
  }

  let request: Request
  let table: RuleTable
  let environment: (String) -> String?
  private let deviceLibrary: String

  init(
    _ request: Request, table: RuleTable, environment: @escaping (String) -> String?,
    deviceLibrary: String = CUDADriver.libraryName
  ) {
    self.request = request
    self.table = table
    self.environment = environment
    self.deviceLibrary = deviceLibrary
  }

  /// All findings, check by check.
  func findings(_ checks: [DoctorCheck] = DoctorChecks.all) -> [(DoctorCheck, [Finding])] {
    checks.map { ($0, $0.run(self)) }.filter { !$0.1.isEmpty }
  }

  // MARK: What several checks need

  /// The path of the tokenizer that commands take.
  lazy var tokenizerPath: String = {
    var option = TokenizerOption()
    option.tokenizer = request.tokenizer
    return option.path
  }()

  lazy var tokenizer: Result<LoadedTokenizer, Fault> = {
    do throws(Fault) {
      return .success(try LoadedTokenizer(path: tokenizerPath))
    } catch {
      return .failure(error)
    }
  }()

  lazy var devices: DeviceSurvey.Outcome = DeviceSurvey.take(path: deviceLibrary)

  lazy var pythonChoice = PythonChoice.find(request.python, environment)

  lazy var python: Result<PythonEnvironment, PythonProbe.Refusal> = {
    let modules = Dictionary(
      table.packages.map { ($0.name, $0.module) }, uniquingKeysWith: { first, _ in first })
    do throws(PythonProbe.Refusal) {
      return .success(
        try PythonProbe.ask(pythonChoice.name, modules: modules, environment))
    } catch {
      return .failure(error)
    }
  }()

  /// The interpreter that commands are to name: where it is, or what was named.
  lazy var interpreter: String =
    PythonProgram(pythonChoice.name, environment)?.path ?? pythonChoice.name

  /// The packages that an import gets, by their normalized names; none without a Python.
  lazy var packages: [String: InstalledPackage] = (try? python.get())?.firstPackages ?? [:]

  /// Where the model's files are; nil where none was named or it is not here.
  lazy var modelFolder: ModelFolder? = request.model.flatMap { ModelFolder($0, hub: hub) }

  lazy var hub = HubCache(environment)

  /// Versions of packages, and facts, by the names that conditions of rules have for them.
  lazy var facts: [String: String] = Facts.all(self)
}
