import Datasets
import Foundation
import NeuralNetwork

extension Table {
  /// Returns the cells of a row as people read them.
  public func shown(_ row: [Cell]) -> [String] { zip(columns, row).map { $0.display.show($1) } }

  /// Returns whether the column with this index has any cell that is not text; such columns are aligned and sorted as
  /// numbers.
  public func isNumeric(_ column: Int) -> Bool {
    rows.contains { if case .text = $0[column] { false } else { true } }
  }
}

extension Table.Column {
  /// The name as people read it: metrics in words, spaces for underscores, and ` %` if its numbers are shown in percent; a name
  /// from data as it is.
  public var heading: String {
    if let ownHeading { return ownHeading.withoutControls() }
    let words = Metric.all.reduce("_\(name)_") { text, metric in
      text.replacing("_\(metric.columnName)_", with: "_\(metric.words)_")
    }
    return String(words.dropFirst().dropLast()).replacing("_", with: " ").withoutControls() + display.unit
  }
}

extension Table.Display {
  /// What follows a column's name where its numbers are shown as percentages.
  var unit: String { self == .percent ? " %" : "" }

  /// Whether it shows no more decimals than a number has; others may come from a damaged file.
  public var isReadable: Bool {
    switch self {
    case .decimals(let count), .signed(let count): 0...17 ~= count
    default: true
    }
  }

  /// What people read where nothing was measured.
  static let missing = "–"

  /// A cell as people read it.
  func show(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): return text.withoutControls()
    case .integer(let value): return value.formatted(.number.locale(Locale(identifier: "en_GB")))
    case .missing: return Self.missing
    case .number(let value): return text(value)
    }
  }

  /// A number as people read it.
  public func text(_ value: Double) -> String {
    switch self {
    case .plain, .setting: return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    case .percent: return decimals(100 * value, 2)
    case .points: return signed(100 * value, 2)
    case .decimals(let count): return decimals(value, count)
    case .probability: return value < 0.00005 ? "<0.0001" : decimals(value, 4)
    case .signed(let count): return signed(value, count)
    case .significant: return String(format: "%.4g", value).replacing("-", with: "−")
    case .signedSignificant: return (value > 0 ? "+" : "") + Self.significant.text(value)
    case .loss: return value == 0 || abs(value) >= 0.00095 ? decimals(value, 4) : Self.scientific.text(value)
    case .scientific: return value == 0 ? "0" : String(format: "%.1e", value).replacing("-", with: "−")
    }
  }

  /// What would read as zero has one digit more.
  private func signed(_ value: Double, _ count: Int) -> String {
    let text = [count, count + 1].lazy.map { decimals(value, $0) }.first { $0.contains(/[1-9]/) }
    guard let text else { return decimals(value, count) }
    return value > 0 ? "+\(text)" : text
  }

  private func decimals(_ value: Double, _ count: Int) -> String {
    // Nobody reads more digits.
    let format = abs(value) < 1e9 ? "%.\(count)f" : "%.4g"
    let text = String(format: format, value).replacing("-", with: "−")
    // Zero has no sign.
    return text.contains(/[1-9]/) ? text : text.replacing("−", with: "")
  }
}
