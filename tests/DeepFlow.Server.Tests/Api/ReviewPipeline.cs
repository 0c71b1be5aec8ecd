using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Tests.Api;

/// <summary>A job, a person who may send it back to two places, and a called pipeline with a person of its own.</summary>
public static class ReviewPipeline
{
    /// <summary>A newer version, without the signature.</summary>
    public static Bundle WithSigningGone => Bundle with
    {
        Pipelines = ImmutableSortedDictionary<string, WorkflowDefinition>.Empty.Add("review", Bundle.Pipelines["review"] with
        {
            Nodes = [.. Bundle.Pipelines["review"].Nodes.Where(n => n.Id != "sign")],
            Connections = [.. Bundle.Pipelines["review"].Connections.Where(c => c.From != "sign").Select(c => c.To[0] == "sign" ? c with { To = ["return#1"] } : c)],
        }),
    };

    public static Bundle Bundle { get; } = new()
    {
        Pipelines = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, WorkflowDefinition>
        {
            ["review"] = new("review", "prepare")
            {
                Parameters = [new("items", "int"), new("fails", "bool", new Literal(Value.False))],
                Nodes =
                [
                    new ActivityNode("prepare", "check", ActivityKind.Job) { Arguments = [new("items", new Literal(Value.Of(0))), new("fails", new Literal(Value.False))] },
                    new ActivityNode("work", "check", ActivityKind.Job) { Arguments = [new("items", new Name("items")), new("fails", new Name("fails"))] },
                    new ActivityNode("judge", "approval", ActivityKind.Task)
                    {
                        Arguments =
                        [
                            new("title", new Literal(Value.Of("Good?"))),
                            new("choose", new Literal(Value.List([Value.Of("first"), Value.Of("second")]))),
                        ],
                        Settings = new() { By = ["reviewer"] },
                        Outcomes = [new("approve"), new("reject", "Send back")],
                        Outputs = ["chosen", "comment"],
                    },
                    new CallNode("sign", "signing"),
                    new ReturnNode("return#1", [new("total", new Member(new Name("work"), "total")), new("chosen", new Member(new Name("judge"), "chosen"))]),
                ],
                Connections =
                [
                    new("prepare", "done", ["work"]),
                    new("work", "done", ["judge"]),
                    new("judge", "approve", ["sign"]),
                    new("judge", "reject", ["prepare", "work"]) { Feedback = true },
                    new("sign", "done", ["return#1"]),
                ],
            },
            ["signing"] = new("signing", "signature")
            {
                Nodes =
                [
                    new ActivityNode("signature", "approval", ActivityKind.Task)
                    {
                        Arguments = [new("title", new Literal(Value.Of("Sign?")))],
                        Settings = new() { By = ["director"] },
                        Outcomes = [new("approve"), new("reject")],
                    },
                    new ReturnNode("return#1", []),
                ],
                Connections = [new("signature", "approve", ["return#1"])],
            },
        }),
    };
}
