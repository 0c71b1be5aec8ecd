namespace DeepFlow.Learning.Checkpoints;

/// <summary>One named array of numbers, row-major.</summary>
public sealed record Weight(string Name, long[] Shape, float[] Values);
