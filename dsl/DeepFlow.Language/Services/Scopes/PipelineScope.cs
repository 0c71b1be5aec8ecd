using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Scopes;

/// <summary>A name that the statements of a pipeline may use.</summary>
internal abstract record ScopeName(NameSyntax Name);

internal sealed record ParameterName(ParameterSyntax Syntax) : ScopeName(Syntax.Name);

/// <param name="Loops">The <c>for</c> blocks around the step, the outermost first: from outside them its outputs are lists.</param>
internal sealed record StepName(StepSyntax Syntax, IReadOnlyList<ForSyntax> Loops) : ScopeName(Syntax.Name);

internal sealed record VariableName(VarSyntax Syntax) : ScopeName(Syntax.Name);

internal sealed record LoopItemName(ForSyntax Syntax) : ScopeName(Syntax.Item);

internal sealed record BranchName(BranchSyntax Syntax) : ScopeName(Syntax.Name);

/// <summary>The names of one pipeline, in the order written; its blocks do not hide one another's.</summary>
internal sealed class PipelineScope
{
    private readonly Dictionary<string, ScopeName> _byName = new(StringComparer.Ordinal);

    public PipelineScope(PipelineSyntax pipeline)
    {
        Pipeline = pipeline;
        foreach (var parameter in pipeline.Parameters)
        {
            Add(new ParameterName(parameter));
        }

        Collect(pipeline.Body, []);
    }

    public PipelineSyntax Pipeline { get; }

    public IEnumerable<ScopeName> All => _byName.Values;

    public IEnumerable<StepName> Steps => All.OfType<StepName>();

    public ScopeName? Find(string name) => _byName.GetValueOrDefault(name);

    private void Collect(BlockSyntax block, IReadOnlyList<ForSyntax> loops)
    {
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case StepSyntax step:
                    Add(new StepName(step, loops));
                    break;
                case VarSyntax variable:
                    Add(new VariableName(variable));
                    break;
                case IfSyntax choice:
                    Collect(choice.Then, loops);
                    Collect(choice.Otherwise ?? new BlockSyntax([], default), loops);
                    break;
                case ParallelSyntax parallel:
                    Collect(parallel.Body, loops);
                    break;
                case BranchSyntax branch:
                    Add(new BranchName(branch));
                    Collect(branch.Body, loops);
                    break;
                case ForSyntax loop:
                    Add(new LoopItemName(loop));
                    Collect(loop.Body, [.. loops, loop]);
                    break;
            }
        }
    }

    private void Add(ScopeName name)
    {
        if (!name.Name.IsMissing)
        {
            _byName.TryAdd(name.Name.Text, name);
        }
    }
}
