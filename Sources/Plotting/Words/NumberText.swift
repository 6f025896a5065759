import Foundation
import TextOutput

/// Numbers as people read them: thousands separated by commas, the minus sign −, no trailing zeros.
enum NumberText {
  /// A whole number, e.g. `12,500`.
  static func count(_ value: Int) -> String { value.grouped }

  /// A positive number rounded to two significant digits, e.g. `1,400`.
  static func rounded(_ value: Double) -> String {
    let unit = pow(10, max(0, log10(max(value, 1)).rounded(.down) - 1))
    return count(Int((value / unit).rounded() * unit))
  }

  /// A number in at most six significant digits, without an exponent from 0.0001 to 999,999, and whole numbers to 999,999,999;
  /// e.g. `0.005`, `1,250`, `−3`.
  static func plain(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    if value == value.rounded(), abs(value) < 1e9 { return count(Int(value)) }
    let text = String(format: "%.6g", value)
    return text.replacing("-", with: "−")
  }

  /// A number in two significant digits, e.g. `0.012`.
  static func brief(_ value: Double) -> String { plain(Double(String(format: "%.1e", value)) ?? value) }

  /// `1 replicate`, `10 replicates`.
  static func counted(_ value: Int, _ noun: String) -> String { "\(count(value)) \(noun)\(value == 1 ? "" : "s")" }

  /// `10`, or `5 to 10` where the values differ; `no` without any.
  static func range(_ values: [Int]) -> String {
    guard let low = values.min(), let high = values.max() else { return "no" }
    return low == high ? count(low) : "\(count(low)) to \(count(high))"
  }
}
