using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tests.Instances;

public sealed class GivenOutputTests
{
    private static readonly ActivityCatalog Catalog = new()
    {
        Activities =
        [
            new("count", 1, ActivityKind.Job, Stage.Data, "data_engineer", "") { Outputs = [new("total", "int"), new("share", "percent"), new("note", "string?"), new("took", "duration"), new("kind", "{small, large}")] },
            new("ask", 1, ActivityKind.Task, Stage.Data, "data_engineer", "") { Outputs = [new("decided_by", "string")] },
        ],
    };

    private static readonly Bundle Bundle = new()
    {
        Pipelines = new Dictionary<string, WorkflowDefinition>
        {
            ["called"] = new("called", "return#1") { Results = [new("made", "model")] },
            ["body"] = new("body", "return#1") { Results = [new("work", "record{total: int}")] },
        }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Scripts = new Dictionary<string, ScriptDefinition> { ["tidy"] = new("tidy", "tidy.py", null) { Outputs = [new("rows", "list<int>")] } }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Forms = new Dictionary<string, FormDefinition> { ["goal"] = new("goal", [new("accuracy", "percent", null, null, null, [])]) }.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static readonly Node Count = new ActivityNode("a", "count", ActivityKind.Job);

    [Fact]
    public void Output_OfTheDeclaredTypes_IsReadAsThem()
    {
        var read = (RecordValue)Read(Count, ("total", Value.Of(7)), ("share", Value.Of("90%")), ("took", Value.Of("2h")), ("kind", Value.Of("small")));

        read.Member("share").Should().Be(Value.Of(0.9));
        read.Member("took").Should().Be(Value.Of(TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Output_ThatDoesNotFit_IsRefused_NamingEveryFieldAndItsType()
    {
        var refused = Refused(Count, ("total", Value.Of("many")), ("kind", Value.Of("huge")), ("sum", Value.Of(1)), ("note", Value.Of("fine")));

        refused.Code.Should().Be("bad_output");
        refused.Fields.Select(f => (f.Field, f.Code, f.Allowed)).Should().Equal(
            ("total", "wrong_type", "int"), ("kind", "wrong_type", "{small, large}"), ("sum", "unknown_field", "total, share, note, took, kind"));
        refused.Message.Should().Contain("total cannot be \"many\": it is declared as int, a whole number.").And.Contain("a has no output sum");
    }

    [Fact]
    public void Output_OfATask_MayHoldWhatItsFormAsksFor()
    {
        var task = new ActivityNode("t", "ask", ActivityKind.Task) { Arguments = [new("form", new FormReference("goal"))] };
        Read(task, ("accuracy", Value.Of("95%")), ("decided_by", Value.Of("ada")));
        Refused(task, ("accuracy", Value.Of("high"))).Fields.Should().ContainSingle(f => f.Allowed == "percent");
    }

    [Fact]
    public void Output_OfAScript_ACallAndAFor_IsHeldAgainstWhatTheyDeclare()
    {
        Read(new ActivityNode("s", "tidy", ActivityKind.Job), ("rows", Value.List([Value.Of(1)])));
        Refused(new ActivityNode("s", "tidy", ActivityKind.Job), ("rows", Value.List([Value.Of("one")]))).Fields.Should().ContainSingle(f => f.Field == "rows");
        Read(new CallNode("c", "called"), ("made", Value.Record(("model", Value.Of("m")))));
        Refused(new CallNode("c", "called"), ("made", Value.Of(3))).Fields.Should().ContainSingle(f => f.Allowed == "model");
        var each = new ForNode("f", "body", "x", new ListOf([]), null, [], ["work"]);
        Read(each, ("work", Value.Record(("total", Value.List([Value.Of(1), Value.Of(2)])))));
        Refused(each, ("work", Value.Record(("total", Value.Of(1))))).Fields.Should().ContainSingle(f => f.Field == "work");
    }

    [Fact]
    public void Output_OfWhatHasNone_IsRefused_AndNoneIsRight()
    {
        Read(Count, ("note", Value.Missing));
        Refused(new DecisionNode("if#1", new Literal(Value.True)), ("x", Value.Of(1))).Message.Should().Contain("if#1 has no outputs");
        Read(new DecisionNode("if#1", new Literal(Value.True))).Should().Be(RecordValue.Empty);
    }

    private static Value Read(Node step, params (string, Value)[] output) => GivenOutput.Read(Bundle, step, Value.Record(output), Catalog);

    private static EngineException Refused(Node step, params (string, Value)[] output) =>
        FluentActions.Invoking(() => Read(step, output)).Should().Throw<EngineException>().Which;
}
