using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>
/// What a pipeline's inside may see of the program around it: every declaration that is no pipeline, as it is, and of every pipeline
/// what it takes and gives. Two that are equal show the same.
/// </summary>
internal sealed class Surface : IEquatable<Surface>
{
    // Paths and signatures, and the trees as which declarations were first read.
    private readonly List<object> _parts = [];

    private Surface()
    {
    }

    public static Surface Of(Program program, IReadOnlyList<PipelineSymbol> pipelines)
    {
        var surface = new Surface();
        foreach (var file in program.Files)
        {
            surface._parts.Add(file.Path);
            surface._parts.AddRange(file.Origins.Where(origin => origin is not PipelineSyntax));
        }

        foreach (var pipeline in pipelines)
        {
            surface._parts.Add(pipeline.File.Path);
            surface._parts.Add(pipeline.Name);
            foreach (var parameter in pipeline.Parameters)
            {
                surface._parts.Add($"{parameter.Name}: {parameter.Type}{(parameter.Required ? "" : " =")}");
            }

            surface._parts.AddRange(pipeline.Results.Select(result => $"-> {result.Name}: {result.Type}"));
        }

        return surface;
    }

    public bool Equals(Surface? other) => other is not null && _parts.Count == other._parts.Count && _parts.Zip(other._parts).All(pair =>
        pair.First is string text ? text.Equals(pair.Second as string, StringComparison.Ordinal) : ReferenceEquals(pair.First, pair.Second));

    public override bool Equals(object? obj) => Equals(obj as Surface);

    public override int GetHashCode() => _parts.Count;
}
