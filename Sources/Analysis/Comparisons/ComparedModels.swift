public import Study

/// Which models of a study are compared with each other.
///
/// Those of one study are all compared, up to ``most``; of more, each is compared with the first, as their pairs would be too
/// many to test and to read. A model of one study is compared with its counterparts in another: the model of the same name;
/// where the two studies have no name in common, the one with the same hidden layers; where they have none of these either,
/// each model.
struct ComparedModels {
  /// The most models of one study that are compared pair by pair.
  static let most = 50

  /// What tells whether models of two studies are counterparts.
  private enum Counterparts {
    case names, layers, all
  }

  private struct Entry {
    var study: Int
    /// The name in its own study.
    var name: String
    var hidden: [Int]?
    /// Whether it is the first model of its study.
    var isFirst: Bool
  }

  private let keys: [String]
  private let entries: [Entry]
  /// The studies with more models than are compared pair by pair.
  private let large: Set<Int>
  private var counterparts: [Set<Int>: Counterparts] = [:]

  init(_ study: StudyDescription) {
    keys = study.vary.map(\.key)
    var counts: [Int: Int] = [:]
    entries = study.models.map { model in
      let recorded: RecordedModel? = if case .recorded(let recorded) = model.kind { recorded } else { nil }
      let number = recorded?.source?.study ?? 0
      counts[number, default: 0] += 1
      return Entry(
        study: number, name: recorded?.source?.model ?? model.name, hidden: recorded?.hidden,
        isFirst: counts[number] == 1)
    }
    large = Set(counts.filter { $0.value > Self.most }.keys)
    let studies = Dictionary(grouping: entries, by: \.study)
    for (one, ours) in studies {
      for (other, theirs) in studies where one < other {
        let shareNames = !Set(ours.map(\.name)).isDisjoint(with: theirs.map(\.name))
        let shareLayers = !Set(ours.compactMap(\.hidden)).isDisjoint(with: theirs.compactMap(\.hidden))
        counterparts[[one, other]] = shareNames ? .names : shareLayers ? .layers : .all
      }
    }
  }

  /// Whether any two models that could be compared are not, because there are too many.
  var areTooMany: Bool { !large.isEmpty }

  /// Whether two models, by their positions in the study, or two values of one model are to be compared.
  func areCompared(_ one: Int, _ other: Int) -> Bool {
    guard one != other, entries.indices.contains(one), entries.indices.contains(other) else { return true }
    let (first, second) = (entries[one], entries[other])
    let isKept = first.isFirst || second.isFirst || !large.contains(first.study) && !large.contains(second.study)
    guard first.study != second.study else { return isKept }
    switch counterparts[[first.study, second.study]] {
    case .names: return first.name == second.name
    case .layers: return isKept && first.hidden != nil && first.hidden == second.hidden
    case .all, nil: return isKept
    }
  }

  /// Contrasts two configurations, of which `one` precedes `other` in the study; nil unless they differ in one thing and are to
  /// be compared.
  func contrast(_ one: Configuration, _ other: Configuration) -> Contrast? {
    guard areCompared(one.modelIndex, other.modelIndex), let contrast = Contrast(one, other, keys: keys) else {
      return nil
    }
    let indices = [one.modelIndex, other.modelIndex]
    guard indices.allSatisfy(entries.indices.contains), entries[indices[0]].study != entries[indices[1]].study else {
      return contrast
    }
    // What is tried usually follows what is usual.
    return Contrast(
      first: Contrast.Side(other), second: Contrast.Side(one), kind: .study, varied: contrast.varied)
  }
}

extension Comparison {
  /// Says that models are compared with the first alone, because there are too many; nil if each is compared with each.
  public static func withFirstAlone(of study: StudyDescription) -> String? {
    guard ComparedModels(study).areTooMany, let first = study.models.first else { return nil }
    let (which, choice) =
      switch study.origin {
      case .imported: (first.name, "--models chooses fewer, or puts another first")
      case .compared: ("the first of its study", "leave models out of the studies to compare each with each")
      case nil: (first.name, "leave models out, or put another first")
      }
    return
      "With more than \(ComparedModels.most) models each is compared with \(which) alone, and not with the others; \(choice)"
  }
}
