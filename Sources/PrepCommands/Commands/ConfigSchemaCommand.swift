import ArgumentParser
import ByteIO

/// `prep config-schema`: what docs/schemas/prep-yaml.schema.json is made by. Not in the list of
/// commands: whoever writes a configuration takes that file.
struct ConfigSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config-schema",
    abstract: "Print the JSON Schema of the files that build --config reads.",
    shouldDisplay: false)

  func run() throws {
    try StandardOutput.write(json: JSONWriter.pages(ConfigurationSchema.document))
  }
}
