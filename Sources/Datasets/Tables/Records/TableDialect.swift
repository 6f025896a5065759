/// What separates the fields of a table.
enum Delimiter: String, CaseIterable {
  case comma = ","
  case semicolon = ";"
  case tab
  case bar = "|"
  case space

  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: .tab
    case .bar: UInt8(ascii: "|")
    case .space: .space
    }
  }

  /// Its name in a sentence.
  var inWords: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    case .bar: "bars (|)"
    case .space: "spaces"
    }
  }

  /// Other ways to write the names in study files and options.
  static let spellings = ["\t": "tab", "\\t": "tab", " ": "space"]
}

/// The mark between the whole part of a number and the rest.
enum DecimalMark: String, CaseIterable {
  case point = "."
  case comma = ","

  var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }

  /// Reads a number, finite and not rounded to zero; with the other mark between groups of three digits, too, or as
  /// people typeset it.
  func number(_ bytes: ArraySlice<UInt8>) -> (value: Double, isGrouped: Bool)? {
    if self == .point, let value = Self.plain(bytes) { return (value, false) }
    let other: UInt8 = (self == .point ? DecimalMark.comma : .point).byte
    if let number = typeset(bytes) { return number }
    let isGrouped = bytes.contains(other)
    guard !isGrouped || hasGroupsOfThree(bytes, separator: other) else { return nil }
    let text = bytes.filter { $0 != other }.map { $0 == byte ? UInt8(ascii: ".") : $0 }
    return Self.plain(text[...]).map { ($0, isGrouped) }
  }

  /// The number that a text is; nil if it is none.
  func number(of text: String) -> Double? { number(Array(text.utf8)[...])?.value }

  /// Reads a number as it is typeset: with the sign − (U+2212), or with spaces or apostrophes between groups of three digits.
  private func typeset(_ bytes: ArraySlice<UInt8>) -> (value: Double, isGrouped: Bool)? {
    guard bytes.count <= Self.longestTypeset,
      bytes.contains(where: { $0 == .space || $0 == UInt8(ascii: "'") || $0 >= 0x80 }),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    var separator: Unicode.Scalar?
    var plain: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar == "\u{2212}" {
        plain.append(UInt8(ascii: "-"))
      } else if Self.groupSeparators.contains(scalar) {
        guard separator == nil || separator == scalar else { return nil }
        separator = scalar
        plain.append(.space)
      } else {
        guard scalar.isASCII else { return nil }
        plain.append(UInt8(scalar.value))
      }
    }
    guard separator != nil else { return number(plain[...]) }
    let other: UInt8 = (self == .point ? DecimalMark.comma : .point).byte
    guard !plain.contains(other), hasGroupsOfThree(plain[...], separator: .space) else { return nil }
    return number(plain.filter { $0 != .space }[...]).map { ($0.value, true) }
  }

  /// Bytes of the longest number that is typeset.
  private static let longestTypeset = 64

  /// What stands between groups of digits besides the other decimal mark: spaces and apostrophes.
  private static let groupSeparators: Set<Unicode.Scalar> = [
    " ", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}", "'", "\u{2019}",
  ]

  /// Whether `bytes` are an optional sign, one to three digits that do not begin with 0 (as in `0,032`, which is a decimal), and
  /// groups of a separator and three digits, before the rest.
  private func hasGroupsOfThree(_ bytes: ArraySlice<UInt8>, separator: UInt8) -> Bool {
    let signs = [UInt8(ascii: "+"), UInt8(ascii: "-")]
    let whole = bytes.drop { signs.contains($0) }.prefix { $0 != byte }
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    return 1...3 ~= groups.first?.count ?? 0 && groups.first?.first != UInt8(ascii: "0")
      && groups.dropFirst().allSatisfy { $0.count == 3 }
      && groups.allSatisfy { $0.allSatisfy(isDigit) }
      && !bytes.dropFirst(whole.endIndex - bytes.startIndex).contains(separator)
  }

  private static func plain(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard let value = Double(decimal: bytes), value.isFinite else { return nil }
    // Rounded to zero: a digit other than 0 before the exponent.
    let digits = bytes.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
    return value == 0 && digits.contains { UInt8(ascii: "1")...UInt8(ascii: "9") ~= $0 } ? nil : value
  }
}

/// How a table of text is written.
struct TableDialect: Equatable {
  var delimiter: Delimiter
  var decimal: DecimalMark
  /// Whether the first record names the columns.
  var hasHeader: Bool
  /// What stands before the first record.
  var preamble: TablePreamble
}

extension TableDialect {
  /// Records that are looked at to find out how a table is written.
  private static let sampled = 200

  /// Finds out how `content` is written, as far as it is not `given`. `other` is the decimal mark of a table that
  /// should be alike.
  ///
  /// - Throws: ``DataError`` if the first record may be names or a sample, and nothing tells which, or if it is a title.
  init(
    _ content: [UInt8], named name: String, target: String, given: (Delimiter?, DecimalMark?, header: Bool?),
    other: DecimalMark? = nil
  ) throws {
    preamble = try TablePreamble(content, named: name, delimiter: given.0, target: target)
    delimiter = try given.0 ?? preamble.delimiter ?? Self.delimiter(of: content, named: name, after: preamble)
    let records = Self.records(content, delimiter, after: preamble)
    decimal = try given.1 ?? Self.decimal(of: records, delimiter, other: other, named: name)
    hasHeader = true
    if given.header != false { try refuseTitle(in: content, named: name, target: target) }
    hasHeader = try given.header ?? isHeader(records, in: content, of: name, target: target)
  }

  /// The first records; fewer if one cannot be read.
  private static func records(_ content: [UInt8], _ delimiter: Delimiter, after preamble: TablePreamble) -> [[[UInt8]]]
  {
    var reader = CSVReader(content, named: "", delimiter: delimiter, after: preamble)
    var records: [[[UInt8]]] = []
    while records.count < sampled, (try? reader.advance()) == true {
      records.append((0..<reader.fieldCount).map { Array(reader[$0]) })
    }
    return records
  }

  /// In the order in which they are tried.
  private static let candidates: [Delimiter] = [.tab, .semicolon, .bar, .comma, .space]

  /// The delimiter that divides all of the first records into the same number of fields, the header apart, which may have one
  /// fewer (R leaves out the name of row names); the comma if there is none, or only one field. Numbers with decimal commas
  /// can make commas fit, too, so commas come later.
  static func delimiter(of content: [UInt8], named name: String, after preamble: TablePreamble) throws -> Delimiter {
    let counts = candidates.map { records(content, $0, after: preamble).map(\.count) }
    func fitting(_ fits: (_ first: Int, _ others: ArraySlice<Int>) -> Bool) -> Delimiter? {
      zip(candidates, counts).first { _, counts in counts.first.map { fits($0, counts.dropFirst()) } ?? false }?.0
    }
    let regular =
      fitting { first, others in first > 1 && others.allSatisfy { $0 == first } }
      ?? fitting { first, others in !others.isEmpty && others.allSatisfy { $0 == first + 1 } }
    // Of an irregular table, the header tells.
    let most = zip(candidates, counts).dropLast().max { ($0.1.first ?? 0) < ($1.1.first ?? 0) }
    return regular ?? most.flatMap { ($0.1.first ?? 0) > 1 ? $0.0 : nil } ?? .comma
  }

  /// The mark of most of the numbers that can be read with no other, the point of as many; if there are none, `other`, that of a
  /// table like this one; or else the other mark of one that divides groups of digits, or else a comma where some number has one
  /// (`1,234` may be with a comma or without).
  ///
  /// Only columns of numbers count: one text such as `5,6` says nothing. Where commas separate fields, quoted numbers with
  /// decimal commas have to be half of a column, and more than all numbers with points; there, a point that may be either
  /// is a decimal mark, as in most such tables.
  ///
  /// - Throws: ``DataError`` between semicolons, as tables with decimal commas have, if `other` makes thousands of commas in
  /// all numbers of several columns.
  private static func decimal(
    of records: [[[UInt8]]], _ delimiter: Delimiter, other: DecimalMark?, named name: String
  ) throws -> DecimalMark {
    let comma = MarkedNumbers(.comma, in: records, ofAllRows: delimiter == .comma)
    let point = MarkedNumbers(.point, in: records, ofAllRows: false)
    if delimiter == .comma {
      if comma.certain > point.possible { return .comma }
      return point.certain > 0 ? .point : other ?? .point
    } else if comma.certain + point.certain > 0 {
      return comma.certain > point.certain ? .comma : .point
    }
    if other == .point, delimiter == .semicolon, point.possible == 0, comma.areInAll {
      throw DataError(
        "\(name): the commas in its numbers may be decimal marks, as is usual between semicolons, or stand between groups of three "
          + "digits, as the training data have points; set data.decimal: ',' or data.decimal: '.'")
    }
    if let other { return other }
    if comma.dividesGroups != point.dividesGroups { return comma.dividesGroups ? .point : .comma }
    return comma.possible > 0 ? .comma : .point
  }

  private func isHeader(_ records: [[[UInt8]]], in content: [UInt8], of name: String, target: String) throws -> Bool {
    let first = records.first ?? []
    let numbers = first.map { decimal.number($0[...])?.value }
    let hasTarget = first.contains { String(decoding: $0, as: UTF8.self) == target }
    guard numbers.contains(where: { $0 != nil }) else {
      guard hasValuesOfTheirColumns(records, in: content) else { return true }
      guard hasTarget else { return false }
      throw DataError(
        "\(name):1: each name in the first line, among them \(quoted(target)) (data.target), is also a value of its column, so "
          + "the line may be a header or a sample; set data.header: true, or data.header: false, with data.target one of c1 to "
          + "c\(first.count)")
    }
    guard hasTarget else { return false }
    // Columns of pixels or years are numbered so.
    let rest = numbers.compactMap(\.self)
    if rest.count > 2 && zip(rest, rest.dropFirst()).allSatisfy({ $1 == $0 + 1 }) { return true }
    let field =
      first.firstIndex { decimal.number($0[...]) != nil }.map { String(decoding: first[$0], as: UTF8.self) } ?? ""
    throw DataError(
      "\(name):1: the first line has \(quoted(target)) (data.target) but also numbers (\(field)), so it may be a header or a "
        + "sample; set data.header: true, or data.header: false, with data.target one of c1 to c\(first.count)")
  }
}

extension TableDialect {
  /// The most lines of a title.
  private static let longestTitle = 20

  /// Refuses a file with the names of the columns, among them the target, below a title: below lines of fewer fields that have
  /// anything in them.
  private func refuseTitle(in content: [UInt8], named name: String, target: String) throws {
    for delimiter in Self.candidates {
      var reader = CSVReader(content, named: name, delimiter: delimiter, after: preamble)
      var widest = 0
      var title: (line: Int, text: String)?
      for _ in 0...Self.longestTitle where (try? reader.advance()) == true {
        let fields = (0..<reader.fieldCount).map { String(decoding: reader[$0], as: UTF8.self) }
        let filled = fields.count { !$0.isEmpty }
        if fields.contains(target) {
          let isHeader = filled > max(widest, 1) && fields.allSatisfy { decimal.number(Array($0.utf8)[...]) == nil }
          guard let title, isHeader else { break }
          throw DataError(
            "\(name):\(reader.line): the names of the columns, among them \(quoted(target)) (data.target), come below other "
              + "text (line \(title.line): \(quoted(title.text))); take the lines above them out, or begin each with #")
        }
        title = title ?? (reader.line, fields.first { !$0.isEmpty } ?? "")
        widest = max(widest, filled)
      }
    }
  }

  /// Whether each field of the first record is also a value of its column, and no column of numbers is among them.
  private func hasValuesOfTheirColumns(_ records: [[[UInt8]]], in content: [UInt8]) -> Bool {
    guard let first = records.first, !first.isEmpty else { return false }
    for column in first.indices {
      let fields = records.dropFirst().compactMap { column < $0.count ? $0[column] : nil }
      guard 2 * fields.count(where: { decimal.number($0[...]) != nil }) <= fields.count else { return false }
    }
    var unseen = Set(first.indices)
    var reader = CSVReader(content, named: "", delimiter: delimiter, after: preamble)
    _ = try? reader.advance()
    while !unseen.isEmpty, (try? reader.advance()) == true {
      unseen = unseen.filter { $0 >= reader.fieldCount || !reader[$0].elementsEqual(first[$0]) }
    }
    return unseen.isEmpty
  }
}

/// How many numbers have a decimal mark, in the columns of numbers of a table.
private struct MarkedNumbers {
  /// Those that can be read with no other mark.
  private(set) var certain = 0
  /// Those that can be read with the mark.
  private(set) var possible = 0
  /// Whether a column has numbers in which the mark may stand between groups of digits (`1,889`), and beside them only whole
  /// numbers, some with three digits (`837`): as decimals these would be far larger than the others.
  private(set) var dividesGroups = false

  /// Whether several columns have the mark in all of their numbers, and no column in some.
  var areInAll: Bool { wholly > 1 && partly == 0 }
  private var wholly = 0
  private var partly = 0

  /// Counts them in the columns of which at least half of the fields that are not empty (or missing), or half of all rows
  /// (`ofAllRows`), are numbers with the mark or without any.
  init(_ mark: DecimalMark, in records: [[[UInt8]]], ofAllRows: Bool) {
    for column in 0..<(records.map(\.count).max() ?? 0) {
      let fields = records.compactMap { column < $0.count ? $0[column] : nil }
      let numbers = fields.filter { mark.number($0[...]) != nil }
      guard numbers.contains(where: { $0.contains { Self.marks.contains($0) } }) else { continue }
      let filled = ofAllRows ? fields.count : fields.count { !Self.isMissing($0) }
      guard 2 * numbers.count >= filled else { continue }
      let marked = numbers.filter { $0.contains(mark.byte) }
      let certain = numbers.count { field in
        DecimalMark.allCases.allSatisfy { $0 == mark || $0.number(field[...]) == nil }
      }
      possible += marked.count
      self.certain += certain
      let others = numbers.filter { !$0.contains(mark.byte) }
      if !marked.isEmpty && others.isEmpty { wholly += 1 }
      if !marked.isEmpty && !others.isEmpty { partly += 1 }
      let isWhole = others.allSatisfy { $0.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } && $0.count <= 3 }
      if certain == 0 && !marked.isEmpty && isWhole && others.contains(where: { $0.count == 3 }) {
        dividesGroups = true
      }
    }
  }

  private static let marks = DecimalMark.allCases.map(\.byte)

  private static func isMissing(_ field: [UInt8]) -> Bool {
    MissingText.looksMissing(String(decoding: field.prefix(MissingText.longest), as: UTF8.self))
  }
}
