import Foundation
import GRDB

/// Long contents in rows of their own, one after the other: SQLite takes no value over 10⁹ bytes, and reading or writing one
/// takes several times its length in memory.
struct BlobPieces {
  /// Bytes of a piece, at most.
  static let usualLength = 64 << 20

  let length: Int

  /// The pieces of `content`, in order; a single empty piece if it is empty.
  func pieces(of content: Data) -> [Data] {
    guard content.count > length else { return [content] }
    return stride(from: content.startIndex, to: content.endIndex, by: length).map {
      content[$0..<min($0 + length, content.endIndex)]
    }
  }

  /// Inserts `content` by a statement that takes `arguments` and then a piece.
  func insert(_ content: Data, into database: Database, by sql: String, _ arguments: StatementArguments) throws {
    for piece in pieces(of: content) { try database.execute(sql: sql, arguments: arguments + [piece]) }
  }
}
