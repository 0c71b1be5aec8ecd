using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Training;

namespace DeepFlow.Learning.Tests.Checkpoints;

[Collection(Torch.Collection)]
public sealed class CheckpointFileTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var checkpoint = Some();

        CheckpointFile.Read(CheckpointFile.Write(checkpoint)).Should().BeEquivalentTo(checkpoint, options => options.RespectingRuntimeTypes());
    }

    [Fact]
    public void Read_AnyLength_RefusesTheTruncatedFile()
    {
        var file = CheckpointFile.Write(Some());

        for (var length = 0; length < file.Length; length += 97)
        {
            Reading(file[..length]).Should().Throw<InvalidDataException>($"{length} of {file.Length} bytes were left");
        }
    }

    [Fact]
    public void Read_AnyFlippedBit_RefusesTheAlteredFile()
    {
        var file = CheckpointFile.Write(Some());

        for (var position = 0; position < file.Length; position += 101)
        {
            var altered = file.ToArray();
            altered[position] ^= 1;
            Reading(altered).Should().Throw<InvalidDataException>($"bit 0 of byte {position} was flipped");
        }
    }

    [Fact]
    public void Read_AltogetherAnotherFile_SaysSo() =>
        Reading("PK a zip file perhaps"u8.ToArray()).Should().Throw<InvalidDataException>().WithMessage("this is no checkpoint*");

    [Fact]
    public void Load_WeightsOfAnotherNetwork_IsRefused()
    {
        using var other = Network.Build(SmallNetworks.RowWise);

        FluentActions.Invoking(() => Safetensors.Load(other, Some().Weights)).Should().Throw<InvalidDataException>().WithMessage("*another network*");
    }

    private static Action Reading(byte[] file) => () => CheckpointFile.Read(file);

    private static TrainingCheckpoint Some()
    {
        using var train = Pictures.Of(100, seed: 1);
        using var trainer = Trainer.Start(SmallNetworks.Normalised, new TrainingPlan(2, 32, 3, new Adam()), train, train);
        trainer.RunEpoch(default);
        return trainer.Snapshot();
    }
}
