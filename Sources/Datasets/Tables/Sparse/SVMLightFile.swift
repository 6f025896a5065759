/// A table in the text format of SVMlight and LIBSVM, of which only values other than zero are written.
///
/// Each line is a sample: its label, which is a class or a quantity, then `column:value` for some columns, ascending, separated by spaces. `qid:number` after
/// the label and everything after `#` are passed over. Columns are counted from 1, or from 0.
/// Source: T. Joachims, the documentation of SVMlight; C.-C. Chang and C.-J. Lin, the README of LIBSVM.
struct SVMLightFile {
  /// The largest number of a column; as many features as saved models may have.
  static let mostColumns = 1 << 20
  static let maximumValues = CSVTable.maximumValues

  /// What labels are read as.
  enum Target {
    case classes, quantities
    /// Texts, if there are any: a line may begin with `column:value`.
    case optional
  }

  let path: String
  private let target: Target
  /// Of classes.
  private(set) var labels = LabelColumn()
  /// Of quantities.
  private(set) var quantities: [Double] = []
  /// Of labels that are optional; nil where there is none.
  private(set) var givenTargets: [String?] = []
  /// The line of each sample, from 1.
  private(set) var lines: [Int32] = []
  /// Where the values of each sample begin, and the end of the last.
  private(set) var starts = [0]
  /// The columns as they are numbered in the file.
  private(set) var columns: [UInt32] = []
  private(set) var values = FeatureValues()
  /// The line on which a column 0 is given first; nil if columns count from 1.
  private(set) var lineOfColumnZero: Int?
  /// The largest number of a column; 0 without one.
  private(set) var largestColumn = 0
  /// Number of samples with a `qid`.
  private(set) var queryCount = 0

  /// Reads the file at `path`, which may be packed with gzip.
  init(path: String, _ target: Target = .classes) throws {
    self.path = path
    self.target = target
    let content = try DataFile.read(path, cap: CSVTable.largestFile)
    var line = 0
    var start = 0
    while start < content.count {
      line += 1
      let end = content[start...].firstIndex(of: UInt8(ascii: "\n")) ?? content.count
      try read(content[start..<end].prefix { $0 != UInt8(ascii: "#") }, line)
      start = end + 1
    }
    guard !lines.isEmpty else { throw DataError("\(path): the file has no samples") }
  }

  private mutating func read(_ text: ArraySlice<UInt8>, _ line: Int) throws {
    var fields = text.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }[...]
    guard let first = fields.first else { return }
    func failure(_ message: String) -> DataError { DataError("\(path):\(line): \(message)") }
    func quote(_ field: ArraySlice<UInt8>) -> String { quoted(String(decoding: field.prefix(41), as: UTF8.self)) }
    let label = first.contains(UInt8(ascii: ":")) ? nil : first
    if label != nil { fields.removeFirst() }
    guard label != nil || target == .optional else {
      throw failure(
        "the line begins with \(quote(first)), where the \(target == .quantities ? "quantity" : "class") of the sample should "
          + "be")
    }
    if let mark = [";", "\t", ","].first(where: { mark in
      Self.count(mark, in: text) > 1 && !text.contains(UInt8(ascii: ":"))
    }) {
      throw failure(
        "\(quote(text)) has no column:value, but fields separated by \(mark == "\t" ? "tabs" : quoted(mark)), as a table has; set "
          + "data.source: csv")
    }
    guard target != .classes || !first.contains(UInt8(ascii: ",")) else {
      throw failure(
        "the sample has several classes, \(quote(first)); Fathom compares classifiers with one class to a sample")
    }
    let name = label.flatMap(Self.className)
    guard name != nil || label == nil else { throw failure("the class \(quote(first)) is no UTF-8 text") }
    var quantity = 0.0
    if target == .quantities {
      guard let number = Double(decimal: first), number.isFinite else {
        throw failure(
          "\(quote(first)) is no number to predict; correct it, or leave data.task: regression out to compare classes")
      }
      quantity = number
    }
    guard lines.count < Int(Int32.max) - 1 else { throw failure("more samples than can be read") }
    var last = -1
    var isFirst = true
    for field in fields {
      defer { isFirst = false }
      guard let colon = field.firstIndex(of: UInt8(ascii: ":")) else {
        throw failure("\(quote(field)) where column:value should be, such as 3:0.5")
      }
      let (key, text) = (field[..<colon], field[(colon + 1)...])
      if isFirst, key.elementsEqual("qid".utf8) {
        queryCount += 1
        continue
      }
      guard let column = Self.column(key) else {
        throw failure("\(quote(field)): the column should be a whole number from 0 to \(Self.mostColumns)")
      }
      guard column > last else {
        throw failure(
          column == last
            ? "column \(column) is given twice" : "column \(column) follows column \(last); columns should ascend")
      }
      guard let value = Double(decimal: text), value.isFinite else {
        throw failure("\(quote(field)): the value should be a number that double precision holds, such as 0.5")
      }
      last = column
      if column == 0, lineOfColumnZero == nil { lineOfColumnZero = line }
      largestColumn = max(largestColumn, column)
      guard value != 0 else { continue }
      guard columns.count < Self.maximumValues else {
        throw failure("more than \(Self.maximumValues) values other than zero in all, the most that is read")
      }
      columns.append(UInt32(column))
      values.append(value)
    }
    switch target {
    case .classes:
      labels.append(name ?? "")
      guard labels.texts.count <= CSVTable.maximumClasses else {
        throw failure(
          "more than \(CSVTable.maximumClasses) classes; set data.task: regression if the labels are quantities")
      }
    case .quantities: quantities.append(quantity)
    case .optional: givenTargets.append(name)
    }
    lines.append(Int32(clamping: line))
    starts.append(columns.count)
  }

  private static func count(_ mark: String, in text: ArraySlice<UInt8>) -> Int {
    text.count { $0 == mark.utf8.first }
  }

  /// A label as a name: whole numbers in their usual form, `1` for `+1` or `1.0`, all else as it is.
  private static func className(_ label: ArraySlice<UInt8>) -> String? {
    if let number = Double(decimal: label), let whole = Int(exactly: number) { return "\(whole)" }
    return String(validating: label, as: UTF8.self)
  }

  private static func column(_ digits: ArraySlice<UInt8>) -> Int? {
    guard 1...7 ~= digits.count else { return nil }
    var column = 0
    for digit in digits {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
      column = 10 * column + Int(digit - UInt8(ascii: "0"))
    }
    return column <= mostColumns ? column : nil
  }
}
