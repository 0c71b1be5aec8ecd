namespace DeepFlow.Workflows.Tests;

public class NearNameTests
{
    private static readonly string[] Names = ["train", "tune", "data_analysis", "split_data"];

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("Train", "train")]
    [InlineData("data", "data_analysis")]
    [InlineData("splitdata", "split_data")]
    [InlineData("x", null)]
    [InlineData("something_else", null)]
    public void Of_AWrittenName_IsTheNearestOrNone(string written, string? nearest) =>
        NearName.Of(written, Names).Should().Be(nearest);
}
