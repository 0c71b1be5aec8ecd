using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Semantics.Facts;

/// <summary>What a name in a program means.</summary>
public enum SymbolKind
{
    Dataset, Label, Field, Expectation, Model, Hyperparameter, Layer, Block, Pipeline, Parameter, Result, Step, Output, Variable, Item, Branch,
    Form, FormField, Script, Activity, Input, Constructor, Function, Member, Role, Outcome, Secret,
}

/// <summary>
/// A thing that has a name. Two are the same thing where kind, owner and name are; <see cref="Compilation.Model"/> holds each once.
/// </summary>
/// <param name="Owner">
/// What the name belongs to: the pipeline of a step or parameter, the data set of a label, the activity of an input or output, the
/// model of a hyperparameter, <c>search.asha</c> for an input of a constructor. Null for what stands for itself, such as a pipeline.
/// </param>
public sealed record SymbolInfo(SymbolKind Kind, string Name, string? Owner = null)
{
    /// <summary>The type in its text form, or the signature of what can be called; null where it has none.</summary>
    public string? Type { get; init; }

    /// <summary>What <c>///</c> lines or the catalog say of it.</summary>
    public string? Documentation { get; init; }

    /// <summary>The name where it is declared; null for what the catalog or the language declares.</summary>
    public Place? Declaration { get; init; }

    /// <summary>The whole declaration or statement.</summary>
    public Place? Extent { get; init; }

    public bool Equals(SymbolInfo? other) => other is not null && (Kind, Name, Owner) == (other.Kind, other.Name, other.Owner);

    public override int GetHashCode() => HashCode.Combine(Kind, Name, Owner);
}

/// <summary>A place where a symbol is named.</summary>
public sealed record SymbolReference(SymbolInfo Symbol, Place Place, bool IsDeclaration);
