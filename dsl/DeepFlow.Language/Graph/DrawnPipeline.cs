using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Graph;

/// <param name="Statements">The statement that each node draws; a node that nobody wrote has none.</param>
internal sealed record DrawnPipeline(PipelineSyntax Syntax, Picture Picture, IReadOnlyDictionary<string, StatementSyntax> Statements);
