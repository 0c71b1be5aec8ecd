namespace DeepFlow.Learning.Registry;

/// <summary>A model version as steps hand it on: a value of the type <c>model</c>.</summary>
/// <param name="Stage">Where it stood when the step ended.</param>
/// <param name="Accuracy">Of its latest evaluation at that time, 0..1; null: none yet.</param>
/// <param name="Data">The data commit that it was made from.</param>
public sealed record ModelHandle(string Name, int Version, ModelStage Stage, double? Accuracy = null, string? Data = null)
{
    /// <summary>How the version reads in a text: <c>fashion@3</c>.</summary>
    public string Id => $"{Name}@{Version}";
}
