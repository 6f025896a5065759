import Datasets

/// How names of files or of runs are made of fields: `runs/{model}-n{size}-seed{replicate}.csv`.
///
/// `{name}` stands for a text without `/`, `{size}` for digits, `*` for any text without `/`.
struct NamePattern {
  private enum Piece {
    case literal([Character])
    case field(String)
    case any
  }

  let text: String
  private let pieces: [Piece]
  /// The names between braces.
  let fields: [String]

  init(_ text: String) throws {
    self.text = text
    var pieces: [Piece] = []
    var fields: [String] = []
    var rest = text[...]
    func refusal(_ what: String) -> DataError {
      failure("the pattern \(inQuotes(text)) \(what); write it like 'runs/{model}-n{size}-seed{replicate}.csv'")
    }
    guard text.count <= 1000, !text.isEmpty else { throw refusal("is empty or has more than 1000 characters") }
    while let character = rest.first {
      if character == "*" {
        pieces.append(.any)
        rest.removeFirst()
      } else if character == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw refusal("has a brace that is not closed") }
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.\-]{0,63}/) != nil else {
          throw refusal("has \(inQuotes("{\(name)}")), which is no name")
        }
        guard !fields.contains(name) else { throw refusal("has {\(name)} twice") }
        pieces.append(.field(name))
        fields.append(name)
        rest = rest[rest.index(after: end)...]
      } else {
        let literal = rest.prefix { $0 != "*" && $0 != "{" }
        guard !literal.contains("}") else { throw refusal("has a brace that is not opened") }
        pieces.append(.literal(Array(literal)))
        rest = rest.dropFirst(literal.count)
      }
    }
    let open = pieces.count { if case .literal = $0 { false } else { true } }
    guard open <= 20 else { throw refusal("has more than 20 fields and asterisks") }
    self.pieces = pieces
    self.fields = fields
  }

  /// The values of the fields in a path, which may begin with folders that the pattern does not have; nil if it does not
  /// match.
  func fields(inPath path: String) -> [String: String]? {
    let depth = text.split(separator: "/").count
    let absolute = text.hasPrefix("/") && path.hasPrefix("/")
    return fields(
      in: absolute ? path : path.split(separator: "/").suffix(depth).joined(separator: "/"), relative: !absolute)
  }

  /// The values of the fields in the name of a run; nil if it does not match.
  ///
  /// - Parameter numbers: the fields that are digits.
  func fields(in name: String, relative: Bool = false, numbers: Set<Field> = [.size]) -> [String: String]? {
    let characters = Array(name)
    guard characters.count <= 4096 else { return nil }
    var pieces = pieces
    if relative, case .literal(let first)? = pieces.first {
      // ./runs/… and runs/… are one.
      let text = String(first)
      pieces[0] = .literal(Array(text.hasPrefix("./") ? text.dropFirst(2) : text.drop { $0 == "/" }))
    }
    var dead: Set<Int> = []
    var found: [(String, String)] = []
    func matches(_ piece: Int, _ start: Int) -> Bool {
      if piece == pieces.count { return start == characters.count }
      let state = piece * 4097 + start
      if dead.contains(state) { return false }
      switch pieces[piece] {
      case .literal(let literal):
        if characters[start...].starts(with: literal), matches(piece + 1, start + literal.count) { return true }
      case .any, .field:
        var name: String?
        if case .field(let field) = pieces[piece] { name = field }
        let isNumber = name.map { numbers.contains(Field(named: $0)) } ?? false
        let longest = characters[start...].prefix { isNumber ? $0.isASCII && $0.isNumber : $0 != "/" }.count
        for length in stride(from: longest, through: name == nil ? 0 : 1, by: -1) {
          if matches(piece + 1, start + length) {
            if let name { found.append((name, String(characters[start..<start + length]))) }
            return true
          }
        }
      }
      dead.insert(state)
      return false
    }
    return matches(0, 0) ? Dictionary(found) { first, _ in first } : nil
  }

  /// The texts between the fields.
  var literals: [String] { pieces.compactMap { if case .literal(let text) = $0 { String(text) } else { nil } } }

  /// The folder that all matching files are in.
  var folder: String {
    let fixed = text.prefix { $0 != "*" && $0 != "{" }
    return fixed.lastIndex(of: "/").map { String(fixed[...$0]) } ?? ""
  }
}
