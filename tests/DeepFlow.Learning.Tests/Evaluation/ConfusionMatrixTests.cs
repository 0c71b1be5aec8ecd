using DeepFlow.Learning.Evaluation;

namespace DeepFlow.Learning.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix Matrix = ConfusionMatrix.Of(truth: [0, 0, 0, 1, 1, 2], found: [0, 0, 1, 1, 0, 1], classes: 3);

    [Fact]
    public void Of_TruthAndFound_CountsRowsByTruth() =>
        Matrix.Counts.Should().BeEquivalentTo(new[] { new long[] { 2, 1, 0 }, [1, 1, 0], [0, 1, 0] }, options => options.WithStrictOrdering());

    [Fact]
    public void Accuracy_CountsTheDiagonal() => Matrix.Accuracy.Should().Be(0.5);

    [Fact]
    public void Scores_PerClass_FollowTheirDefinitions()
    {
        Matrix.Precision(0).Should().BeApproximately(2.0 / 3, 1e-12);
        Matrix.Recall(1).Should().Be(0.5);
        Matrix.Precision(2).Should().Be(0, "nothing was put into class 2");
        Matrix.F1(2).Should().Be(0);
    }
}
