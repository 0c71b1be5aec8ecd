using DeepFlow.Language.Graph;
using DeepFlow.Language.Services;
using DeepFlow.Server.Sources.Differences;

namespace DeepFlow.Server.Api.Sources;

/// <summary>What differs between two texts of a file.</summary>
/// <param name="Added">Lines.</param>
/// <param name="Removed">Lines.</param>
/// <param name="Pictures">Each pipeline of either text.</param>
internal sealed record DiffView(int Added, int Removed, IReadOnlyList<Hunk> Hunks, IReadOnlyList<PictureDifference> Pictures)
{
    public static DiffView Of(TextDifference text, LanguageSnapshot before, LanguageSnapshot after, string path) =>
        new(text.Added, text.Removed, text.Hunks, before.Draw(path).DifferencesTo(after.Draw(path)));
}
