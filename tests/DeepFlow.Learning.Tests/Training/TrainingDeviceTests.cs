using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Learning.Tests.Training;

public sealed class TrainingDeviceTests
{
    [Fact]
    public void Device_OfAJobThatWasGivenNoGpu_IsTheProcessor_WhateverTheMachineHas() =>
        TrainingDevice.Of([], usable: 8, required: false).Should().Be(TrainingDevice.Processor);

    [Theory]
    [InlineData(2, 4)]
    [InlineData(0, 1)]
    [InlineData(7, 8)]
    public void Device_OfAJobThatWasGivenAGpu_IsThatOne(int granted, int usable) =>
        TrainingDevice.Of([granted], usable, required: true).Should().Be(new TrainingDevice(granted));

    [Fact]
    public void Device_OfAJobThatWasGivenSeveral_IsTheFirstOfThem() =>
        TrainingDevice.Of([3, 1], usable: 4, required: true).Should().Be(new TrainingDevice(3));

    [Fact]
    public void Device_ThatTorchCannotUse_IsTheProcessorWhereTheStepPrefersOne_AndAFailureWhereItNeedsOne()
    {
        TrainingDevice.Of([2], usable: 0, required: false).Should().Be(TrainingDevice.Processor);
        TrainingDevice.Of([2], usable: 2, required: false).Should().Be(TrainingDevice.Processor, "number 2 would be the third");
        FluentActions.Invoking(() => TrainingDevice.Of([2], usable: 0, required: true)).Should().Throw<ActivityFailureException>().Which.Code.Should().Be("gpu_not_usable");
    }
}
