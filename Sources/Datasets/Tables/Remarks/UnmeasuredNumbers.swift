/// What the numbers of a column seem to be, if they measure nothing.
enum UnmeasuredNumbers: Equatable {
  /// They go up by one, or by the same step, in the order of the rows.
  case counter
  /// Every row has one of its own.
  case names
  /// They grow from row to row, whole numbers by different steps.
  case ordered
  /// They are dates, such as 20210131 or 202101.
  case dates(example: Int)

  /// Nil if they may be measured, or are few.
  init?(_ column: ColumnValues, named name: String) {
    guard !column.isOfTexts else { return nil }
    self.init((0..<column.values.count).lazy.map { column.values[$0] }, named: name)
  }

  /// The same of all values of a column, in their order; NaN is none.
  init?(_ all: LazyMapSequence<Range<Int>, Double>, named name: String) {
    guard all.count >= TableRemarks.fewestSamples else { return nil }
    guard all.allSatisfy({ $0.isNaN || $0 == $0.rounded() }) else {
      guard Self.areGrowing(all) else { return nil }
      self = .ordered
      return
    }
    if Self.isCounting(all) {
      self = .counter
      return
    }
    let values = all.filter { !$0.isNaN }
    guard let first = values.first, values.count >= TableRemarks.fewestSamples else { return nil }
    if values.allSatisfy(Self.isDate), values.contains(where: { $0 != first }) {
      self = .dates(example: Int(first))
    } else if Self.areNames(values, named: name) {
      self = .names
    } else if values.allSatisfy({ Self.unixTimes.contains($0) || Self.unixTimes.contains($0 / 1000) }) {
      self = .dates(example: Int(first))
    } else if Self.areGrowing(values) {
      self = .ordered
    } else {
      return nil
    }
  }

  /// Whether each is larger than the one before; NaN is none.
  private static func areGrowing(_ values: some Sequence<Double>) -> Bool {
    var (last, count) = (-Double.infinity, 0)
    for value in values where !value.isNaN {
      guard value > last else { return false }
      (last, count) = (value, count + 1)
    }
    return count >= TableRemarks.fewestSamples
  }

  private static func isCounting(_ values: LazyMapSequence<Range<Int>, Double>) -> Bool {
    let step = values[1] - values[0]
    return step != 0 && zip(values, values.dropFirst()).allSatisfy { $1 - $0 == step }
  }

  private static let years = 1800.0..<2200.0

  /// Seconds since 1970, of the years from about 2001 to 2038.
  private static let unixTimes = 1e9..<0x1p31

  private static func isDate(_ value: Double) -> Bool {
    let isOfDays = value >= 1e7
    let months = isOfDays ? (value / 100).rounded(.down) : value
    let day = isOfDays ? value - 100 * months : 1
    let year = (months / 100).rounded(.down)
    return years.contains(year) && 1...12 ~= months - 100 * year && 1...31 ~= day
  }

  /// Words of names of columns whose numbers are names, whatever other words there are.
  private static let usual: Set<String> = [
    "id", "identifier", "uid", "pid", "sid", "mrn", "code", "key", "index", "idx", "row", "serial", "record", "kennung",
  ]
  /// Words for a number that is a name, unless they stand before what is counted.
  private static let numbers: Set<String> = ["nr", "no", "num", "number", "nummer"]
  /// Words for what has a number of its own, besides those for what is often measured more than once.
  private static let numbered: Set<String> = [
    "sample", "observation", "obs", "item", "entry", "visit", "encounter", "admission", "transaction", "ticket",
    "invoice", "barcode", "accession", "isbn", "ean", "ssn", "imei",
  ]

  /// Whether a column's name says that its numbers are names: `sample`, `Subject Number`, `probenNr` and `patientid` do,
  /// `patients`, `num_cells` and `household income` do not.
  static func areNamed(_ name: String) -> Bool {
    if RepeatedNames.words(name).contains(where: usual.contains) { return true }
    let words = RepeatedNames.writtenWords(name)
    func isNumbered(_ word: some StringProtocol) -> Bool {
      numbered.contains(String(word)) || RepeatedNames.isUsual(String(word))
    }
    func isNumber(_ word: String) -> Bool {
      numbers.contains(word) || word.hasSuffix("nummer")
        || numbers.union(usual).contains { word.hasSuffix($0) && isNumbered(word.dropLast($0.count)) }
    }
    return words.last.map(isNumber) == true
      || !words.isEmpty && words.allSatisfy { isNumbered($0) || isNumber($0) }
  }

  /// How many equal pairs there are at least by chance where none tells of names.
  private static let fewestPairs = 5.0

  /// Whether all differ, and the column's name says that they are names or they lie so close together that some measured ones
  /// would be equal: of n numbers spread evenly over r, n (n − 1) / 2r pairs are.
  private static func areNames(_ values: some Sequence<Double>, named name: String) -> Bool {
    var seen: Set<Double> = []
    // Most columns end here soon.
    guard values.allSatisfy({ seen.insert($0).inserted }), seen.count >= TableRemarks.fewestSamples,
      let low = seen.min(), let high = seen.max()
    else { return false }
    let count = Double(seen.count)
    return areNamed(name)
      || count * (count - 1) / 2 / (high - low + 1) >= fewestPairs
  }

  /// A number of those that are dates; nil of others.
  var date: Int? { if case .dates(let example) = self { example } else { nil } }
}
