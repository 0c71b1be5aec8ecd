using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Collecting;

[Activity("define_requirements", Stage = Stage.General, Role = "data_scientist",
    Summary = "A person writes down what the project is for, before anything is built.")]
[Outcome("done", Label = "Begin", Continues = true)]
public sealed class DefineRequirements : TaskActivity<DefineRequirements.Input, DefineRequirements.Output>
{
    public sealed record Input(
        [property: About("The question that is asked.")] string Title,
        [property: DslType("form?"), About("What else the person fills in; its fields are outputs too.")] Value? Form = null);

    public sealed record Output([property: About("What the person wrote.")] string? Requirements);
}
