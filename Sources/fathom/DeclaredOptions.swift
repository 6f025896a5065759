import ArgumentParser

/// A table of declarations, each of which becomes an option.
protocol OptionTable {
  static var options: [(name: String, help: String)] { get }
}

/// Options made from a table of declarations, where other commands have one property for each option.
///
/// ArgumentParser finds the options of a type in the children of its mirror, and decodes them by their labels. The
/// mirror here has the children that it would have if each option were a property.
struct DeclaredOptions<Table: OptionTable>: ParsableArguments, CustomReflectable {
  private var options: [String: Option<String?>]

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init() {
    options = Dictionary(
      uniqueKeysWithValues: Table.options.map { name, help in
        (name, Option(name: .customLong(name), help: ArgumentHelp(help, valueName: name)))
      })
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    options = [:]
    for (name, _) in Table.options {
      options[name] = try container.decode(Option<String?>.self, forKey: Name(stringValue: name))
    }
  }

  var customMirror: Mirror {
    Mirror(self, children: Table.options.compactMap { name, _ in options[name].map { (label: name, value: $0) } })
  }

  /// What was given, in the order of the table.
  var given: [(name: String, text: String)] {
    Table.options.compactMap { name, _ in options[name]?.wrappedValue.map { (name, $0) } }
  }
}
