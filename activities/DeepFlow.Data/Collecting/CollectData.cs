using System.Collections.Immutable;
using DeepFlow.Data.Sources;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Collecting;

[Activity("collect_data", Stage = Stage.Data, Role = "data_engineer",
    Summary = "A person says which sources the data comes from.")]
[Outcome("done", Label = "Use these sources", Continues = true)]
public sealed class CollectData : TaskActivity<CollectData.Input, CollectData.Output>
{
    public sealed record Input(
        [property: About("The question that is asked.")] string Title,
        [property: DslType("list<source>"), About("What is proposed.")] ImmutableArray<DataSource> Sources);

    public sealed record Output(
        [property: DslType("list<source>"), About("What was chosen; what was proposed unless the person said otherwise.")] ImmutableArray<DataSource> Sources);
}
