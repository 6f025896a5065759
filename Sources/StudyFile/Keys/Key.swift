/// A key of a section with everything that is known about it.
struct Key<Value: Sendable>: Sendable {
  var format: Format<Value>
  /// The value where the file gives none; nil if there is none or it depends on other keys.
  var fallback: Value?
  var outline: KeyOutline

  /// - Parameters:
  ///   - shown: The default as the schema shows it.
  ///   - condition: The values of another key with which this one is allowed; nil if it is always allowed.
  init(
    _ name: String, _ format: Format<Value>, _ about: String, default fallback: Value? = nil, shown: JSON? = nil,
    need: Need = .optional, for condition: Condition? = nil
  ) {
    self.format = format
    self.fallback = fallback
    outline = KeyOutline(
      name: name, about: about, schema: format.schema, shown: shown, need: need, condition: condition
    ) {
      _ = try format.read($0)
    }
  }
}

/// What a section knows of a key, whatever the type of its value.
struct KeyOutline: Sendable {
  var name: String
  /// The description of the key in the schema.
  var about: String
  var schema: JSON
  /// The default.
  var shown: JSON?
  var need: Need
  var condition: Condition?
  /// Throws unless the key's value is one of its format.
  var check: @Sendable (Element) throws -> Void
}

/// Values of another key of the same section.
struct Condition: Sendable {
  var key: String
  var values: [String]
  /// Whether the other key can take them under `vary` or `tune`, too, which a schema of the section does not see.
  var mayVary = false
}

/// Whether a key must be given.
enum Need: Sendable {
  case optional
  case always
  case when(Condition)
}
