using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Expressions;

/// <summary>An expression of the language as a definition holds it. It is checked by the compiler and evaluated by <see cref="Evaluator"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Literal), "literal")]
[JsonDerivedType(typeof(Name), "name")]
[JsonDerivedType(typeof(Member), "member")]
[JsonDerivedType(typeof(Element), "element")]
[JsonDerivedType(typeof(Call), "call")]
[JsonDerivedType(typeof(Construct), "construct")]
[JsonDerivedType(typeof(ListOf), "list")]
[JsonDerivedType(typeof(RecordOf), "record")]
[JsonDerivedType(typeof(Interpolation), "text")]
[JsonDerivedType(typeof(Unary), "unary")]
[JsonDerivedType(typeof(Binary), "binary")]
[JsonDerivedType(typeof(Conditional), "if")]
[JsonDerivedType(typeof(RangeOf), "range")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(ModelReference), "model")]
[JsonDerivedType(typeof(DatasetReference), "dataset")]
[JsonDerivedType(typeof(FormReference), "form")]
[JsonDerivedType(typeof(SecretReference), "secret")]
public abstract record Expression;

public sealed record Literal(Value Value) : Expression;

/// <summary>A parameter, a step (its outputs, <c>outcome</c> and <c>iteration</c>), or a name that a predicate declares.</summary>
public sealed record Name(string Identifier) : Expression;

/// <summary><c>target.field</c></summary>
public sealed record Member(Expression Target, string Field) : Expression;

/// <summary><c>target[index]</c></summary>
public sealed record Element(Expression Target, Expression Index) : Expression;

/// <summary>A function of <see cref="Functions"/>.</summary>
public sealed record Call(string Function, ImmutableArray<Expression> Arguments) : Expression;

/// <summary>A tagged record: <c>asha(trials: 4)</c>.</summary>
public sealed record Construct(string Tag, ImmutableArray<Field> Fields) : Expression;

public sealed record ListOf(ImmutableArray<Expression> Items) : Expression;

public sealed record RecordOf(ImmutableArray<Field> Fields) : Expression;

/// <summary><c>"text ${expression} text"</c></summary>
public sealed record Interpolation(ImmutableArray<Expression> Parts) : Expression;

public sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary><c>if condition then a else b</c></summary>
public sealed record Conditional(Expression Condition, Expression Then, Expression Else) : Expression;

/// <summary><c>low..high</c></summary>
public sealed record RangeOf(Expression Low, Expression High) : Expression;

/// <summary>Handed on unevaluated: the value is a <see cref="QuoteValue"/> of <paramref name="Body"/>.</summary>
public sealed record Quote(Expression Body) : Expression;

/// <summary>A model of the bundle, with some of its hyperparameters bound.</summary>
public sealed record ModelReference(string Model, ImmutableArray<Field> Arguments) : Expression;

/// <summary>A data set declaration of the bundle.</summary>
public sealed record DatasetReference(string Dataset) : Expression;

/// <summary>A form of the bundle.</summary>
public sealed record FormReference(string Form) : Expression;

/// <summary>A secret by its name: the value is never part of a run's state; only the worker that needs it looks it up.</summary>
public sealed record SecretReference(string Secret) : Expression;

public sealed record Field(string Name, Expression Value);

public enum UnaryOperator { Not, Negate }

public enum BinaryOperator { Or, And, Coalesce, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, In, Add, Subtract, Multiply, Divide }
