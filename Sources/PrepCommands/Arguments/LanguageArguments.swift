import ArgumentParser
import Filters

extension LanguageOptions.Fields: ExpressibleByArgument {}
extension LanguageOptions.Policy: ExpressibleByArgument {}

/// Which languages are kept; all of them unless asked otherwise.
struct LanguageArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("Languages to keep, such as en or en,de, or off.", valueName: "code,…|off"))
  var language = "off"

  @Option(
    help: ArgumentHelp(
      "The confidence from which another language drops a record, 0 to 1.", valueName: "0…1"))
  var languageConfidence = LanguageOptions.defaultMinimumConfidence

  @Option(help: ArgumentHelp("The fields that a record can be dropped for.", valueName: "fields"))
  var languageFields = LanguageOptions.Fields.all

  @Option(
    help: ArgumentHelp(
      "When an answer may be in another language: same (never), or translation (where the "
        + "instruction asks for it).", default: "same", valueName: "policy"))
  var languagePolicy: LanguageOptions.Policy?

  @Option(
    help: ArgumentHelp(
      "What is asked where scripts and words leave a text open.", default: "cld2",
      valueName: "cld2|fasttext:model"))
  var languageEngine: EngineArgument?

  @Option(
    help: ArgumentHelp(
      "Write the texts nearest to the language threshold, kept and dropped, as JSON Lines; "
        + "replaces an earlier report only.", valueName: "file"), completion: .file())
  var languageReport: String?

  func validate() throws {
    guard
      language != "off"
        || (languagePolicy == nil && languageEngine == nil && languageReport == nil)
    else {
      throw ValidationError(
        "--language-policy, --language-engine and --language-report need --language")
    }
    guard languageReport?.isEmpty != true else {
      throw ValidationError("--language-report expects a file")
    }
  }

  /// Sets what was given; a model is read.
  func apply(to filters: inout FilterOptions) throws {
    guard language != "off" else { return }
    var options = try LanguageOptions(
      wanted: language.split(separator: ",").map(String.init),
      minimumConfidence: languageConfidence, fields: languageFields,
      policy: languagePolicy ?? .same, engine: try languageEngine?.load() ?? .cld2)
    options.collectsBorderline = languageReport != nil
    filters[LanguageOptions.self] = options
  }
}
