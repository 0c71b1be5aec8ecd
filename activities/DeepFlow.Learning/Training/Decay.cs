namespace DeepFlow.Learning.Training;

/// <summary>How the learning rate falls from epoch to epoch.</summary>
public enum Decay
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Along half a cosine, from the full rate in the first epoch towards zero after the last.</summary>
    Cosine,
}
