/// The values of one column as they are read: numbers, or the numbers of categories.
struct ColumnValues {
  /// The most categories of a column.
  static let maximumCategories = 100

  private enum Kind { case unknown, numbers, texts }

  private var kind: Kind
  private let isCategorical: Bool
  /// The value of each row; NaN where it is missing.
  private(set) var values = FeatureValues()
  /// The categories in the order of their first rows.
  private(set) var categories: [String] = []
  private var codes: [String: Int] = [:]
  private(set) var hasTooManyCategories = false
  /// How often each further text occurs, by its hash, as far as they are counted.
  private var moreTexts: [Int: Int] = [:]
  private static let mostTexts = 1 << 20
  /// Number of rows without a value, and how often each spelling of that occurs.
  private(set) var missing = 0
  private(set) var missingSpellings: [String: Int] = [:]
  /// Number of rows with a number and with something else, and the first of each.
  private var numbers: (count: Int, line: Int, text: String) = (0, 0, "")
  private var texts: (count: Int, line: Int, text: String) = (0, 0, "")
  /// Of texts that may stand for missing values, the rows; of columns that began with numbers.
  private var likelyMissing: [String: [Int]] = [:]
  /// The first text that does not, with its line.
  private var otherText: (line: Int, text: String)?
  /// Number of rows whose number has marks between groups of digits, and the first of them.
  private(set) var grouped = (count: 0, line: 0, text: "", value: 0.0)
  /// Number of rows whose number has zeros before it, as codes of one length have, and the first of them.
  private(set) var padded = (count: 0, line: 0, text: "")
  /// Digits of the shortest of them; shorter ones are rather months or hours.
  private static let shortestPadded = 3
  /// The different numbers of more digits than double precision tells apart, as far as they are counted, and what it makes
  /// of them.
  private var longNumbers: (given: Set<DecimalDigits>, held: Set<Double>) = ([], [])
  private static let mostLongNumbers = 4096

  /// `categories` are those of a column that was read before; others become no category.
  init(isCategorical: Bool, categories: [String]? = nil) {
    self.isCategorical = isCategorical || categories != nil
    kind = self.isCategorical ? .texts : .unknown
    if let categories {
      self.categories = categories
      codes = Dictionary(zip(categories.map(key), 0...)) { first, _ in first }
      isClosed = true
    }
  }

  private var isClosed = false
  /// Some of the texts that are none of the categories that were read before.
  private(set) var unknown: Set<String> = []

  var isOfTexts: Bool { kind == .texts }

  /// The first text of a column of texts, with its line; nil of a column of numbers, and of one whose numbers name categories.
  var textInPlaceOfNumbers: (line: Int, text: String)? {
    isOfTexts && !isCategorical && texts.count > 0 ? (texts.line, String(texts.text.prefix(40))) : nil
  }

  /// Whether no row has a value.
  var isEmpty: Bool { kind == .unknown }

  mutating func appendMissing(_ field: ArraySlice<UInt8>) {
    missing += 1
    missingSpellings[String(decoding: field, as: UTF8.self), default: 0] += 1
    values.append(.nan)
  }

  mutating func append(_ field: ArraySlice<UInt8>, _ decimal: DecimalMark, line: Int, text: () throws -> String) throws
  {
    if !isCategorical, let (number, isGrouped) = decimal.number(field) {
      if numbers.count == 0 { numbers = (0, line, String(decoding: field.prefix(40), as: UTF8.self)) }
      numbers.count += 1
      if isGrouped {
        if grouped.count == 0 { grouped = (0, line, String(decoding: field.prefix(40), as: UTF8.self), number) }
        grouped.count += 1
      }
      if field.count >= Self.shortestPadded, field.first == UInt8(ascii: "0") { notePadded(field, line: line) }
      if field.count > DecimalDigits.mostOfDouble { noteLong(field, number, decimal) }
      if kind == .unknown { kind = .numbers }
      values.append(kind == .numbers ? number : Self.noCode)
      return
    }
    let text = try text()
    if texts.count == 0 { texts = (0, line, text) }
    texts.count += 1
    if kind == .unknown { kind = .texts }
    guard kind == .texts else {
      noteOddText(text, line: line)
      return values.append(0)
    }
    if let code = codes[key(text)] {
      values.append(Double(code))
    } else if isClosed {
      if unknown.count < Self.maximumCategories { unknown.insert(text) }
      values.append(Self.noCode)
    } else if categories.count < Self.maximumCategories {
      codes[key(text)] = categories.count
      values.append(Double(categories.count))
      categories.append(text)
    } else {
      hasTooManyCategories = true
      if moreTexts.count < Self.mostTexts { moreTexts[text.hashValue, default: 0] += 1 }
      values.append(Self.noCode)
    }
    if otherText == nil, !MissingText.looksMissing(text) { otherText = (line, text) }
  }

  /// What texts of one category have in common: of numbers that are names, `1001.0` is `1001`, as programs write it in columns
  /// with gaps.
  private func key(_ text: String) -> String {
    guard isCategorical, text.hasSuffix("0"), let match = text.wholeMatch(of: /(-?[0-9]+)\.0+/) else { return text }
    return String(match.1)
  }

  private mutating func notePadded(_ field: ArraySlice<UInt8>, line: Int) {
    guard field.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return }
    if padded.count == 0 { padded = (0, line, String(decoding: field.prefix(40), as: UTF8.self)) }
    padded.count += 1
  }

  private mutating func noteLong(_ field: ArraySlice<UInt8>, _ number: Double, _ decimal: DecimalMark) {
    guard longNumbers.given.count < Self.mostLongNumbers else { return }
    let digits = DecimalDigits(field, decimal)
    guard digits.count > DecimalDigits.mostOfDouble else { return }
    longNumbers.given.insert(digits)
    longNumbers.held.insert(number)
  }

  /// How many different numbers have become how many in double precision; nil if none were lost.
  var lostNumbers: (different: Int, left: Int)? {
    let (different, left) = (longNumbers.given.count, longNumbers.held.count)
    return left < different ? (different, left) : nil
  }

  /// Stands for a text that is no category.
  private static let noCode = -1.0

  private mutating func noteOddText(_ text: String, line: Int) {
    if MissingText.looksMissing(text) {
      likelyMissing[text, default: []].append(values.count)
    } else if otherText == nil {
      otherText = (line, text)
    }
  }

  /// The categories that some rows have, in their order.
  func categories(at rows: [Int]) -> [String] {
    var isUsed = Array(repeating: false, count: categories.count)
    for row in rows where values[row] >= 0 { isUsed[Int(values[row])] = true }
    let used = categories.indices.filter { isUsed[$0] }.map { categories[$0] }
    return used.naturalOrder.map { used[$0] }
  }

  /// Of each category that is one of `names`, its place among them.
  func places(of names: [String]) -> [Int: Int] {
    Dictionary(
      names.enumerated().compactMap { place, name in codes[key(name)].map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether some values are numbers and others are not.
  var isMixed: Bool { !isCategorical && numbers.count > 0 && texts.count > 0 }

  /// The texts in a column of numbers that may stand for missing values, with their rows; empty for other columns.
  var missingLookalikes: [String: [Int]] {
    guard isMixed else { return [:] }
    var found = likelyMissing
    if kind == .texts {
      for (code, text) in categories.enumerated() where MissingText.looksMissing(text) {
        found[text] = (0..<values.count).filter { values[$0] == Double(code) }
      }
    }
    return numbers.count >= texts.count - found.values.reduce(0) { $0 + $1.count } ? found : [:]
  }

  /// What keeps a column from being of numbers or of few texts, but for texts that may stand for missing values; to follow its
  /// name. Nil if nothing does.
  var mistake: String? {
    if isMixed {
      let lookalikes = missingLookalikes.values.reduce(0) { $0 + $1.count }
      let others = texts.count - lookalikes
      guard others > 0 else { return nil }
      // Where there are many of both, a text is what the column should not have.
      let areNumbers = Self.manifold * numbers.count < others
      let rare =
        areNumbers
        ? numbers : (count: others, line: otherText?.line ?? texts.line, text: otherText?.text ?? texts.text)
      let what =
        areNumbers ? (rare.count == 1 ? "a number" : "numbers") : (rare.count == 1 ? "no number" : "no numbers")
      return
        "\(rare.count) of \(numbers.count + others) values \(rare.count == 1 ? "is" : "are") \(what)"
        + "\(areNumbers ? "" : Self.lack(rare.text)) (\(quoted(rare.text)) in line \(rare.line))"
    }
    guard hasTooManyCategories else { return nil }
    let looks =
      numberLook.map { "; they look like numbers: write \($0) in the file" }
      ?? (looksLikeDates ? "; they look like dates or times: write numbers, such as days since the first" : "")
    let kind = isCategorical && DecimalMark.point.number(of: texts.text) != nil ? "names" : "text"
    return "\(kind) with more than \(Self.maximumCategories) different values, such as \(quoted(texts.text))\(looks)"
  }

  /// A text of a column whose texts nearly all look like numbers, unless they are declared as names; nil of other columns.
  var numberLook: NumberLook? { isOfTexts && !isCategorical && !isMixed ? NumberLook.first(categories) : nil }

  /// Whether the texts are dates or times.
  var looksLikeDates: Bool { isOfTexts && !isCategorical && DateLook.isOf(categories) }

  /// How often the texts of a column occur that has too many to be a feature; nil of other columns.
  var repeatedNames: RepeatedNames? {
    guard hasTooManyCategories, !isMixed else { return nil }
    var counts = [Int](repeating: 0, count: categories.count)
    for row in 0..<values.count where values[row] >= 0 { counts[Int(values[row])] += 1 }
    return RepeatedNames(counts: counts + moreTexts.values)
  }

  /// What a text that looks like a number lacks, to follow "no number".
  private static func lack(_ text: String) -> String {
    if text.wholeMatch(of: /[-+−]?[0-9]*[.,][0-9]+/) != nil { return " with the decimal mark of the others" }
    // Not a hexadecimal number.
    return Double(text) != nil && !text.contains(/[xX]/) ? " that double precision holds" : ""
  }

  /// Whether numbers are among texts so often that the values may all be names; a number out of range is none.
  var mayBeOfNames: Bool {
    isMixed && missingLookalikes.isEmpty && Self.manifold * texts.count >= numbers.count
      && Double(otherText?.text ?? texts.text) == nil
  }

  /// How many times as many there are of what a column is of, where the rest are likely mistakes.
  private static let manifold = 3
}
