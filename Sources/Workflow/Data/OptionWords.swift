import Datasets
import Foundation
import Study

/// What is said of keys of the section `data` in the words of the options of the same names, for commands without a study file.
enum OptionWords {
  private static let keys = Set(DataSource.Key.allCases.map(\.rawValue) + ["test", "validation", "metrics"])

  /// Runs `work`; an error about data, or about what they allow, speaks of options.
  static func inErrors<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as DataError {
      throw DataError(of(error.message))
    } catch let error as PlanError {
      throw PlanError(of(error.description))
    }
  }

  /// The text with `--missing drop` in place of `missing: drop`, and with `--ignore` in place of `data.ignore`.
  static func of(_ text: String) -> String {
    text.replacing(/`(?<key>[a-z\-]+): (?<value>[^`]*)`/) { match in
      keys.contains(String(match.key)) ? "`\(option(String(match.key), String(match.value)))`" : String(match.output.0)
    }
    .replacing(/(?<before>^|[ (])data\.(?<key>[a-z\-]+)(?<part>\.column)?(?<value>: [a-z0-9\-,']+)?/) { match in
      guard keys.contains(String(match.key)) else { return String(match.output.0) }
      // At the start of an error the key is followed by what is wrong with it.
      let value = match.value.map { match.before.isEmpty ? String($0) : String($0.dropFirst()) } ?? ""
      return "\(match.before)--\(match.key)\(value)"
    }
    .replacing(#/^sizes: /#, with: "--size: ")
    .replacing("` under data", with: "`").replacing(") under data", with: ")")
  }

  /// An option with its value; a list has commas between its items.
  private static func option(_ key: String, _ value: String) -> String {
    let json = Data(value.utf8)
    let text =
      (try? JSONDecoder().decode([String].self, from: json))?.joined(separator: ",")
      ?? (try? JSONDecoder().decode(String.self, from: json))
      ?? value.wholeMatch(of: /\[([a-z0-9 ,\-]*)\]/).map { String($0.1).replacing(", ", with: ",") } ?? value
    return "--\(key) \(ShellWord.quoted(text))"
  }
}
