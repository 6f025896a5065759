import Datasets
import Threads

/// What a plan needs to know about data in groups: how large the groups are, and how each replicate divides them.
public struct GroupFacts: Sendable, Equatable, Codable {
  /// Number of groups that training, validation and drawn test sets come from.
  public var count: Int
  /// Number of samples of the smallest group.
  public var smallest: Int
  /// Number of samples of the largest group.
  public var largest: Int
  /// The parts of each draw of the data, from the first; as many as the study may come to make.
  public var splits: [Split]

  /// The sizes of the parts of one draw.
  public struct Split: Sendable, Equatable, Codable {
    /// Number of samples to train on.
    public var trainingPool: Int
    /// Number of training samples from which on every class is among them.
    public var allClasses: Int
    /// The validation set.
    public var validation: Part
    /// The test set; nil if it is the data set's own.
    public var test: Part?
  }

  /// A set of whole groups.
  public struct Part: Sendable, Equatable, Codable {
    /// Number of its samples.
    public var samples: Int
    /// Number of its groups.
    public var groups: Int
  }

  /// Splits the data as for all replicates of the study; nil if samples are not in groups.
  ///
  /// - Throws: `DataError` that names the first replicate for which groups cannot be divided as the study asks.
  init?(_ data: LoadedData, study: StudyDescription) throws {
    guard let groups = data.pool.groups, let sizes = data.pool.groupSizes?.values, let smallest = sizes.min(),
      let largest = sizes.max()
    else { return nil }
    @Sendable func part(_ samples: [Int]) -> Part {
      Part(samples: samples.count, groups: Set(samples.map { groups[$0] }).count)
    }
    (count, self.smallest, self.largest) = (sizes.count, smallest, largest)
    let replicates = study.replicates
    var ofDraws: [Int] = []
    for replicate in 1...max(replicates.goal?.to ?? replicates.count, 1)
    where replicates.draws(of: replicate).data > ofDraws.count {
      ofDraws.append(replicate)
    }
    let firstReplicates = ofDraws
    splits = try concurrentMap(
      firstReplicates.count,
      throwing: { index in
        let replicate = firstReplicates[index]
        do {
          let split = try study.split(data, replicate: replicate)
          return Split(
            trainingPool: split.trainingOrder.count, allClasses: data.pool.lengthWithAllClasses(split.trainingOrder),
            validation: part(split.validation), test: split.test.map(part))
        } catch let error as DataError where replicate > 1 {
          throw DataError("\(error) (replicate \(replicate))")
        }
      })
  }
}

extension Dataset {
  /// The length of the shortest prefix of `samples` that has all of their classes.
  fileprivate func lengthWithAllClasses(_ samples: [Int]) -> Int {
    var seen: Set<Int32> = []
    var length = 0
    for (place, sample) in samples.enumerated() where seen.insert(labels[sample]).inserted { length = place + 1 }
    return length
  }
}
