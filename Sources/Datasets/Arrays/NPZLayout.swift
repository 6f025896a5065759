/// Which arrays of a file hold what, by their names: x and y or other words for features and targets, alone or with a word for the
/// part of the data before or behind it, such as x_train, X_train, train_images or testLabels.
struct NPZLayout: Equatable {
  /// The arrays of one part of the data.
  struct Part: Equatable {
    let features: String
    /// Nil only if samples need no target.
    let targets: String?
  }

  /// The samples to train on, and those to test on if they are apart.
  let pool: Part
  let test: Part?
  /// The arrays that are not read, in the order of the file.
  let others: [String]
  /// Whether some of those are for validation.
  let leavesValidation: Bool

  private enum Role: CaseIterable { case features, targets }
  private enum Portion: CaseIterable { case whole, train, test, validation }

  private static let words: [Role: [String]] = [
    .features: ["x", "data", "images", "image", "features", "inputs", "input"],
    .targets: ["y", "target", "targets", "labels", "label"],
  ]
  private static let portions: [Portion: [String]] = [
    .whole: [""], .train: ["train", "training"], .test: ["test", "testing"],
    .validation: ["val", "valid", "validation", "dev"],
  ]
  /// What the names of ``words`` and ``portions`` say together, without what stands between them.
  private static let meanings: [String: (role: Role, portion: Portion)] = {
    var meanings: [String: (role: Role, portion: Portion)] = [:]
    for (role, words) in words {
      for (portion, parts) in portions {
        for name in words.flatMap({ word in parts.flatMap { [word + $0, $0 + word] } }) {
          meanings[name] = (role, portion)
        }
      }
    }
    return meanings
  }()

  private static func meaning(of name: String) -> (role: Role, portion: Portion)? {
    meanings[name.lowercased().filter { !"_-. ".contains($0) }]
  }

  /// The spelling that wins where several mean the same.
  private static func isPlain(_ name: String) -> Bool {
    name.wholeMatch(of: /[xy](_(train|test))?/) != nil
  }

  /// What is needed, in words.
  private static let needed =
    "needed are x_train, y_train, x_test and y_test, or x and y (or data and target, images and labels), such as "
    + "numpy.savez(file, x=images, y=labels) writes"

  /// Finds out what the arrays called `names` are; targets are read where they are there, and have to be if they are `needed`.
  ///
  /// - Throws: ``DataError`` that names the arrays unless it is clear.
  init(_ names: [String], targets need: LabelNeed, path: String) throws {
    let found = "\(path): it holds " + (names.isEmpty ? "no arrays" : "the arrays " + listed(names.map(quoted)))
    func array(_ role: Role, _ portion: Portion) throws -> String? {
      let all = names.filter { Self.meaning(of: $0).map { $0 == (role, portion) } ?? false }
      let plain = all.filter(Self.isPlain)
      guard all.count < 2 || plain.count == 1 else {
        throw DataError(
          "\(found), and \(listed(all.map(quoted))) may each be the \(role == .features ? "features" : "targets"); keep one of "
            + "them; \(Self.needed)")
      }
      return plain.first ?? all.first
    }
    func part(_ portion: Portion) throws -> Part? {
      let (features, targets) = (try array(.features, portion), try array(.targets, portion))
      guard let features else {
        guard let targets, need == .needed else { return nil }
        throw DataError("\(found), but no features for \(quoted(targets)); \(Self.needed)")
      }
      guard targets != nil || need != .needed else {
        throw DataError("\(found), but no targets for \(quoted(features)); \(Self.needed)")
      }
      return Part(features: features, targets: targets)
    }
    let (train, test, whole) = (try part(.train), try part(.test), try part(.whole))
    switch (train, test, whole) {
    case (let train?, let test?, _): (pool, self.test) = (train, test)
    case (_, _, let all?): (pool, self.test) = (all, nil)
    case (let all?, nil, nil): (pool, self.test) = (all, nil)
    case (nil, let all?, nil) where need != .needed: (pool, self.test) = (all, nil)
    default:
      throw DataError(
        need == .needed
          ? "\(found); \(Self.needed)"
          : "\(found); needed are the samples to predict as x or x_test, such as numpy.savez(file, x=images) writes")
    }
    let read = [pool, self.test].compactMap(\.self).flatMap { [$0.features, $0.targets].compactMap(\.self) }
    others = names.filter { !read.contains($0) }
    leavesValidation = others.contains { Self.meaning(of: $0)?.portion == .validation }
  }

  /// What may surprise in it, one line each.
  var remarks: [String] {
    others.isEmpty
      ? []
      : [
        "Arrays that are passed over: \(listed(others.map(quoted)))"
          + (leavesValidation ? "; validation samples are drawn from those to train on (data.validation)" : "")
      ]
  }
}
