import Datasets

/// A file as its content is: a table, or one of the files of LCDB.
enum ForeignFile {
  case table(ForeignTable)
  case scores(JSONTree)
  case names(LearningCurveDatabase.Names)

  /// Finds out what the bytes of a file are.
  init(_ content: [UInt8], file: String) throws {
    let bytes = NamedRecords.areUTF16(content) ? try NamedRecords.text(of: content, named: file) : content
    let start = (bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...])
      .first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let isJSON = [".json", ".jsonl", ".ndjson"].contains { file.hasSuffix($0) || file.hasSuffix($0 + ".gz") }
    guard let start, isJSON || start == UInt8(ascii: "{") || start == UInt8(ascii: "[") else {
      self = .table(try ForeignTable(text: bytes, file: file))
      return
    }
    var reader = JSONReader(bytes, file: file)
    var trees: [JSONTree] = []
    while let tree = try reader.next() { trees.append(tree) }
    if trees.count == 1, LearningCurveDatabase.isNames(trees[0]) {
      self = .names(try LearningCurveDatabase.Names(trees[0], file: file))
    } else if trees.count == 1, LearningCurveDatabase.isScores(trees[0]) {
      self = .scores(trees[0])
    } else {
      self = .table(try ForeignTable(json: trees, file: file))
    }
  }
}
