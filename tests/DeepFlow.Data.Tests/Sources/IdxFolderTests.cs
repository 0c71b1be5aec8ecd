using DeepFlow.Data.Sources;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Data.Tests.Sources;

public sealed class IdxFolderTests : IDisposable
{
    private static readonly ImageItem Picture = new(1, IdxFiles.Side, IdxFiles.Side);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_TwoParts_GivesTrainingItemsFirstWithTheirPart(bool compressed)
    {
        var (train, test) = (IdxFiles.Noise(2_500, seed: 1), IdxFiles.Noise(3, seed: 2));
        IdxFiles.Write(folder.Path, "train", train, compressed);
        IdxFiles.Write(folder.Path, "t10k", test, compressed);

        var batches = Read();

        batches.SelectMany(batch => Enumerable.Repeat(batch.Fields["part"], batch.Count))
            .Should().Equal(Enumerable.Repeat("train", 2_500).Concat(Enumerable.Repeat("test", 3)));
        batches.SelectMany(batch => batch.Items.ToArray()).Should().Equal(train.Concat(test).SelectMany(item => item.Pixels));
        batches.SelectMany(batch => batch.Labels.ToArray()).Should().Equal(train.Concat(test).Select(item => item.Label));
        batches[^1].Done.Should().Be(1);
    }

    [Fact]
    public void Read_NoFolder_NamesIt() => Failure("source_missing").Message.Should().Contain("nowhere", because: "the folder is named")
        .And.Contain("no folder");

    [Fact]
    public void Read_EmptyFolder_SaysWhichFilesAreLookedFor()
    {
        Directory.CreateDirectory(folder["nowhere"]);

        Failure("source_missing").Message.Should().Contain("-images-idx3-ubyte");
    }

    [Fact]
    public void Read_NoLabelFile_NamesIt()
    {
        IdxFiles.Write(folder["nowhere"], "train", IdxFiles.Noise(3, seed: 1));
        File.Delete(folder["nowhere/train-labels-idx1-ubyte.gz"]);

        Failure("source_missing").Message.Should().Contain("train-labels-idx1-ubyte");
    }

    [Fact]
    public void Read_WrongMagic_SaysItIsNoIdxFile()
    {
        IdxFiles.Write(folder["nowhere"], "train", IdxFiles.Noise(3, seed: 1), compressed: false);
        File.WriteAllText(folder["nowhere/train-images-idx3-ubyte"], "<html>404 not found</html>");

        Failure("source_damaged").Message.Should().Contain("does not begin like an IDX file");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void Read_HeaderClaimsAnotherCount_IsNotBelieved(int claimed)
    {
        var items = IdxFiles.Noise(3, seed: 1);
        IdxFiles.Write(folder["nowhere"], "train", items, compressed: false);
        IdxFiles.WriteFile(folder["nowhere/train-images-idx3-ubyte"], false, IdxFiles.Images([.. items.Select(item => item.Pixels)], claimed));

        Failure("source_damaged").Message.Should().Contain("holds 3");
    }

    [Fact]
    public void Read_HeaderClaimsHugePictures_IsRefusedBeforeMemoryIsTaken()
    {
        IdxFiles.Write(folder["nowhere"], "train", IdxFiles.Noise(3, seed: 1), compressed: false);
        IdxFiles.WriteFile(folder["nowhere/train-images-idx3-ubyte"], false, IdxFiles.Header(0x0803, 1, int.MaxValue, int.MaxValue));

        Failure("source_damaged").Message.Should().Contain("2147483647x2147483647");
    }

    [Fact]
    public void Read_FileCutOffAnywhere_IsNoticed()
    {
        var whole = IdxFiles.Images([.. IdxFiles.Noise(20, seed: 1).Select(item => item.Pixels)]);

        Gen.Int[0, whole.Length - 1].ForEach(length =>
        {
            var path = IdxFiles.WriteFile(folder[Guid.NewGuid().ToString("N")], false, whole[..length]);
            Reading(path, dimensions: 3).Should().Throw<ActivityFailureException>().Which.Code.Should().Be("source_damaged");
        });
    }

    [Fact]
    public void Read_GzipCutOffAnywhere_IsNoticed()
    {
        var path = IdxFiles.WriteFile(folder["pictures"], true, IdxFiles.Images([.. IdxFiles.Noise(20, seed: 1).Select(item => item.Pixels)]));
        var whole = File.ReadAllBytes(path);
        const int checksum = 8; // cutting off that alone loses no item

        Gen.Int[0, whole.Length - checksum - 1].ForEach(length =>
        {
            var cut = folder[Guid.NewGuid().ToString("N") + ".gz"];
            File.WriteAllBytes(cut, whole[..length]);
            Reading(cut, dimensions: 3).Should().Throw<ActivityFailureException>().Which.Code.Should().Be("source_damaged");
        });
    }

    [Fact]
    public void Read_LabelOutOfRange_NamesIt()
    {
        IdxFiles.Write(folder["nowhere"], "train", [(IdxFiles.Grey(1), 0), (IdxFiles.Grey(2), 7)]);

        Failure("source_mismatch").Message.Should().Contain("label 7").And.Contain("2 labels");
    }

    [Fact]
    public void Read_FewerLabelsThanPictures_SaysSo()
    {
        IdxFiles.Write(folder["nowhere"], "train", IdxFiles.Noise(3, seed: 1));
        IdxFiles.WriteFile(folder["nowhere/train-labels-idx1-ubyte"], true, IdxFiles.Labels([0, 1]));

        Failure("source_mismatch").Message.Should().Contain("equally many");
    }

    [Fact]
    public void Read_PicturesOfAnotherSize_SaysWhatIsDeclared()
    {
        IdxFiles.Write(folder["nowhere"], "train", IdxFiles.Noise(3, seed: 1));

        var read = () => IdxFolder.Read(folder["nowhere"], new ImageItem(1, 28, 28), labels: 2).ToList();

        read.Should().Throw<ActivityFailureException>().Which.Message.Should().Contain("1x4x4").And.Contain("image(1, 28, 28)");
    }

    private List<SourceBatch> Read() => [.. IdxFolder.Read(folder.Path, Picture, labels: 2)];

    private ActivityFailureException Failure(string code)
    {
        var read = () => IdxFolder.Read(folder["nowhere"], Picture, labels: 2).ToList();
        var failure = read.Should().Throw<ActivityFailureException>().Which;
        failure.Code.Should().Be(code);
        failure.Retryable.Should().BeFalse();
        return failure;
    }

    private static Action Reading(string path, int dimensions) => () =>
    {
        using var file = IdxFile.Open(path, dimensions);
        var buffer = new byte[7 * file.ItemSize];
        while (file.ReadItems(buffer) == 7)
        {
        }
    };
}
