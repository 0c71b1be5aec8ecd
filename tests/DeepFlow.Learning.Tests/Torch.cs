namespace DeepFlow.Learning.Tests;

/// <summary>Torch's random state and tensor count are global to the process: tests that use them take turns.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class Torch
{
    public const string Collection = "torch";
}
