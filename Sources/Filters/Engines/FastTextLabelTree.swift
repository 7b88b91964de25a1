/// The Huffman tree over a model's labels that fastText makes for hierarchical softmax.
///
/// fastText keeps the path to each label and descends recursively, so its memory and stack depend
/// on how deep the tree is. It merges two queues, and believes that counts fall: others, zeros
/// above all, give a tree as deep as there are labels.
enum FastTextLabelTree {
  /// The number of steps from the root to the farthest label, as
  /// `HierarchicalSoftmaxLoss::buildTree` makes the tree.
  ///
  /// - Parameter counts: 1 or more, each from 0 on, less than 1e15 in all.
  /// - Complexity: O(labels).
  static func depth(counts: [Int]) -> Int {
    let labelCount = counts.count
    let nodeCount = 2 * labelCount - 1
    // A node that is not made yet counts as the greatest.
    var weights = counts + [Int](repeating: 1_000_000_000_000_000, count: labelCount - 1)
    var parents = [Int](repeating: 0, count: nodeCount)
    var leaf = labelCount - 1
    var node = labelCount
    for made in labelCount..<max(nodeCount, labelCount) {
      var weight = 0
      for _ in 0..<2 {
        let child: Int
        if leaf >= 0, weights[leaf] < weights[node] {
          child = leaf
          leaf -= 1
        } else {
          child = node
          node += 1
        }
        weight += weights[child]
        parents[child] = made
      }
      weights[made] = weight
    }
    // Parents stand after their children.
    var depths = [Int](repeating: 0, count: nodeCount)
    for child in stride(from: nodeCount - 2, through: 0, by: -1) {
      depths[child] = depths[parents[child]] + 1
    }
    return depths.max() ?? 0
  }
}
