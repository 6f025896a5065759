import Foundation
import NeuralNetwork

extension NumberRange {
  /// Ends with their names, e.g. `over 0 and at most 1`.
  var text: String {
    let ends = [("over", over), ("at least", from), ("at most", to), ("under", under)]
    return ends.compactMap { name, end in end.map { "\(name) \(JSON.number($0).text())" } }.joined(separator: " and ")
  }

  var schema: JSON {
    let ends = [("exclusiveMinimum", over), ("minimum", from), ("maximum", to), ("exclusiveMaximum", under)]
    return JSON.members(("type", "number"))
      .adding(ends.compactMap { name, end in end.map { (name, JSON.number($0)) } })
  }
}

/// The text of a number, read strictly: what YAML's own rules would turn into octal, sexagesimal or text is refused.
enum NumberText {
  /// Plain decimal digits with an optional `-`; no `+`, leading zero, underscore, exponent or other base.
  static func isInteger(_ text: String) -> Bool { text.wholeMatch(of: /-?(0|[1-9][0-9]*)/) != nil }

  /// A decimal number, e.g. `-0.5`, `.001`, `+0.1` or `1e-8`.
  static func isNumber(_ text: String) -> Bool {
    text.wholeMatch(of: /[+\-]?((0|[1-9][0-9]*)(\.[0-9]+)?|\.[0-9]+)([eE][+\-]?[0-9]+)?/) != nil
  }

  /// A number as JSON writes it: without a `+`, and with a digit before the point. Other text stays as it is.
  static func tidy(_ text: String) -> String {
    guard isNumber(text), let sign = text.first else { return text }
    let digits = "+-".contains(sign) ? text.dropFirst() : text[...]
    return (sign == "-" ? "-" : "") + (digits.first == "." ? "0" : "") + digits
  }

  /// How to write what was meant; nil if `text` is no number at all, or one that is refused however it is written.
  ///
  /// A percent sign is a factor of 0.01, but for numbers that are percentages themselves (`inPercent`).
  static func hint(
    _ text: String, isQuoted: Bool, whole: Bool, inPercent: Bool = false, isAccepted: (Double) -> Bool
  ) -> String? {
    if inPercent, let match = text.wholeMatch(of: /(.+?) ?%/) {
      let number = String(match.1)
      let isPlain = isNumber(number) && Double(number).map(isAccepted) == true
      return isPlain
        ? "write \(number)" : hint(number, isQuoted: isQuoted, whole: whole, isAccepted: isAccepted)
    }
    let isRight = whole ? isInteger(text) : isNumber(text)
    if isQuoted { return isRight ? "remove the quotes" : nil }
    if isRight { return nil }
    if [".nan", ".inf", "+.inf", "-.inf", "nan", "inf", "infinity"].contains(text.lowercased()) {
      return "write a finite number"
    }
    if whole, text == "000" { return "write a thousand without a comma, 1000" }
    if whole, share(of: text) != nil {
      return "a count is expected, not a fraction"
    }
    let written = meanings(of: text).filter { $0.isFinite && isAccepted($0) }.compactMap { number -> String? in
      if number == number.rounded() && abs(number) < 1e15 { return "\(Int(number))" }
      return whole ? nil : "\(number)"
    }
    return written.isEmpty ? nil : "write \(written.joined(separator: " or "))"
  }

  /// The share of a whole that a text stands for, such as `0.5`, `1.0`, `50%` or `1/2`; nil for others, such as `1`.
  static func share(of text: String) -> Double? {
    guard let share = meanings(of: text).first, 0 < share, share <= 1, text.contains(/[.,%\/]/) else { return nil }
    return share
  }

  /// The numbers that a text may mean as people write them: with signs between groups of digits, a decimal comma, a percent
  /// sign or a fraction bar.
  private static func meanings(of text: String) -> [Double] {
    guard text.count <= 64 else { return [] }
    let plain = text.replacing("\u{2212}", with: "-")
    if let match = plain.wholeMatch(of: /(.+?) ?%/) { return meanings(of: String(match.1)).map { $0 / 100 } }
    if let match = plain.wholeMatch(of: /([0-9]+) ?\/ ?([0-9]+)/) {
      guard let share = Double(match.1), let whole = Double(match.2), whole > 0 else { return [] }
      return [share / whole]
    }
    // 1,500 may be either.
    if plain.wholeMatch(of: /[+\-]?[1-9][0-9]{0,2}(,[0-9]{3})+/) != nil {
      let grouped = Double(plain.replacing(",", with: ""))
      let decimal = plain.split(separator: ",").count == 2 ? Double(plain.replacing(",", with: ".")) : nil
      return [grouped, decimal].compactMap(\.self)
    }
    let digits = plain.replacing("_", with: "").replacing("'", with: "").replacing(" ", with: "").replacing(
      ",", with: ".")
    guard digits.wholeMatch(of: /[+\-]?[0-9]*\.?[0-9]*([eE][+\-]?[0-9]+)?/) != nil else { return [] }
    return Double(digits).map { [$0] } ?? []
  }
}

extension Format where Value == Int {
  /// A whole number in plain decimal digits.
  static func integer(_ range: ClosedRange<Int>) -> Format {
    Format(
      accepted: "a whole number from \(range.lowerBound) to \(range.upperBound)",
      schema: .members(
        ("type", "integer"), ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)))
    ) { element, accepted in
      guard let scalar = element.scalar else { throw element.mismatch(accepted) }
      guard !scalar.isQuoted, NumberText.isInteger(scalar.text), let value = Int(scalar.text), range.contains(value)
      else {
        throw element.mismatch(
          accepted,
          hint: NumberText.hint(scalar.text, isQuoted: scalar.isQuoted, whole: true) { number in
            Int(exactly: number).map(range.contains) ?? true
          })
      }
      return value
    }
  }
}

extension Format where Value == UInt64 {
  /// Any whole number of 64 bits.
  static let seed = Format(
    accepted: "a whole number from 0 to \(UInt64.max)",
    schema: .members(("type", "integer"), ("minimum", 0), ("maximum", .number(Double(UInt64.max))))
  ) { element, accepted in
    guard let scalar = element.scalar else { throw element.mismatch(accepted) }
    guard !scalar.isQuoted, NumberText.isInteger(scalar.text), let value = UInt64(scalar.text) else {
      throw element.mismatch(
        accepted, hint: NumberText.hint(scalar.text, isQuoted: scalar.isQuoted, whole: true) { $0 >= 0 })
    }
    return value
  }
}

extension Format where Value == Double {
  /// A finite decimal number; of percentages, if it is `inPercent`.
  static func number(_ range: NumberRange, inPercent: Bool = false) -> Format {
    Format(accepted: "a number \(range.text)", schema: range.schema) { element, accepted in
      guard let scalar = element.scalar else { throw element.mismatch(accepted) }
      guard !scalar.isQuoted, NumberText.isNumber(scalar.text), let value = Double(scalar.text),
        range.contains(value)
      else {
        throw element.mismatch(
          accepted,
          hint: NumberText.hint(
            scalar.text, isQuoted: scalar.isQuoted, whole: false, inPercent: inPercent, isAccepted: range.contains))
      }
      return value
    }
  }
}
